package org.srl4j.eval.swe.agent;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.eval.swe.predict.Response;

/**
 * A whole attempt.
 *
 * @param id of the instance
 * @param issue what the policy was asked, as it stood in every prompt
 * @param turns in order
 * @param end how it ended
 * @param patch what had changed when it ended, as a diff; empty if nothing had
 * @param counts of what happened, by stable lower-case words
 */
public record AgentRun(
    String id, String issue, List<Turn> turns, End end, String patch, Map<String, Integer> counts) {

  /** How an attempt ended. */
  public enum End {
    /** The policy submitted. */
    SUBMITTED("submitted"),
    /** The turns were used up. */
    TURNS("exit_turns"),
    /** The tokens were used up. */
    TOKENS("exit_cost"),
    /** The prompt left no room. */
    CONTEXT("exit_context"),
    /** Too many malformed calls in a row. */
    FORMAT("exit_format"),
    /** The policy cannot read the prompt. */
    UNREADABLE("exit_unreadable");

    private final String label;

    End(String label) {
      this.label = label;
    }

    /** SWE-agent's exit status, where it has one. */
    public String label() {
      return label;
    }
  }

  /**
   * One turn.
   *
   * @param prompt the whole text that was continued
   * @param response what the policy wrote
   * @param prose what of it stands beside the call, thinking left out
   * @param call what was run; empty if the response held no usable call
   * @param observation as the policy is shown it, cut
   * @param seconds the answer of the environment took
   */
  public record Turn(
      String prompt,
      Response response,
      String prose,
      Optional<ToolCall> call,
      String observation,
      double seconds) {}

  /** Copies the list and the counts. */
  public AgentRun {
    Objects.requireNonNull(end, "end");
    turns = List.copyOf(turns);
    counts = Map.copyOf(counts);
  }

  /**
   * SWE-agent's exit status: {@code submitted}, {@code submitted (exit_cost)} where a patch was
   * taken when a budget ended, or {@code exit_cost} where there was none.
   */
  public String exitStatus() {
    return end == End.SUBMITTED || patch.isEmpty()
        ? end.label()
        : End.SUBMITTED.label() + " (" + end.label() + ")";
  }
}
