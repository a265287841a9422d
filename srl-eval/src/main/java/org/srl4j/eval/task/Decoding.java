package org.srl4j.eval.task;

import java.util.List;
import java.util.Objects;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.rollout.TurnProtocol;

/**
 * One way of drawing a rollout: what is asked turn by turn and where a turn ends.
 *
 * @param name short stable word for tables: {@code step}, {@code step_loop}, {@code one_pass}
 * @param protocol decides the prompt of each turn
 * @param stopStrings a turn ends with one of them, or with the end-of-sequence token
 * @param maxNewTokens limit of one turn, in tokens; at least 1
 */
public record Decoding(
    String name, TurnProtocol protocol, List<String> stopStrings, int maxNewTokens) {

  /** Copies the stop strings and checks the limit. */
  public Decoding {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(protocol, "protocol");
    stopStrings = List.copyOf(stopStrings);
    if (maxNewTokens < 1) {
      throw new IllegalArgumentException("maxNewTokens: must be at least 1, got " + maxNewTokens);
    }
  }

  /** The most probable token at every position. */
  public SamplingConfig greedy() {
    return sampled(0);
  }

  /**
   * Sampling from the whole distribution.
   *
   * @param temperature divides the logits; at least 0, 0 = greedy
   * @return how a turn is drawn
   */
  public SamplingConfig sampled(double temperature) {
    return new SamplingConfig(temperature, 1, 0, maxNewTokens, stopStrings);
  }
}
