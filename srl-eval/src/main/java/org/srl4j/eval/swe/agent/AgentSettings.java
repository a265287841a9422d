package org.srl4j.eval.swe.agent;

import java.util.Objects;
import org.srl4j.core.agent.ObservationLimit;
import org.srl4j.core.agent.ToolSet;
import org.srl4j.core.prepare.PromptTemplate;

/**
 * How an agent is asked and when it must end.
 *
 * @param tools what it may call
 * @param template renders issue and last rounds
 * @param limit cuts long observations before the policy sees them; cuts are counted
 * @param budget when it must end
 */
public record AgentSettings(
    ToolSet tools, PromptTemplate template, ObservationLimit limit, Budget budget) {

  /**
   * When an attempt ends without a submission.
   *
   * @param turns at most, malformed ones included, from 1
   * @param tokens sampled at most, from 1; no turn begins when they are used up
   * @param malformed calls in a row, from 1, after which it ends
   */
  public record Budget(int turns, long tokens, int malformed) {

    /** Checks ranges. */
    public Budget {
      atLeastOne("turns", turns);
      atLeastOne("tokens", tokens);
      atLeastOne("malformed", malformed);
    }

    private static void atLeastOne(String name, long value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + ": must be at least 1, got " + value);
      }
    }

    /** 50 turns, 100,000 tokens, 3 malformed calls in a row (SWE-agent's number of requeries). */
    public static Budget defaults() {
      return new Budget(50, 100_000, 3);
    }
  }

  /** Rejects missing parts. */
  public AgentSettings {
    Objects.requireNonNull(tools, "tools");
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(limit, "limit");
    Objects.requireNonNull(budget, "budget");
  }

  /** SWE-smith's tools, the paper's two rounds, the default limit of observations. */
  public static AgentSettings of(Budget budget) {
    return new AgentSettings(
        ToolSet.sweSmith(),
        PromptTemplate.softwareEngineering(),
        ObservationLimit.defaults(),
        budget);
  }
}
