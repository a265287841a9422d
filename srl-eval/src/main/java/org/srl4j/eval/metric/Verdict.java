package org.srl4j.eval.metric;

/** What became of one completion. */
public enum Verdict {
  /** The final answer is right. */
  SOLVED,
  /** There is a final answer, or an end without one, and it is not right. */
  UNSOLVED,
  /** The format was violated, so that nothing could be graded; counts as not solved. */
  INVALID
}
