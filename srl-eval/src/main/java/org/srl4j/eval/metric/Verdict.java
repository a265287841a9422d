package org.srl4j.eval.metric;

import java.util.Optional;

/** What became of one completion. */
public enum Verdict {
  /** The final answer is right. */
  SOLVED,
  /** There is a final answer, or an end without one, and it is not right. */
  UNSOLVED,
  /** The format was violated, so that nothing could be graded; counts as not solved. */
  INVALID;

  /**
   * The verdict on an answer that must be the gold answer's very text.
   *
   * @param answer what was found; empty = nothing
   * @param gold the gold answer
   */
  public static Verdict of(Optional<String> answer, String gold) {
    if (answer.isEmpty()) {
      return INVALID;
    }
    return answer.get().equals(gold) ? SOLVED : UNSOLVED;
  }
}
