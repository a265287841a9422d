package org.srl4j.eval.compare.graph;

/** Where a training, a test or a benchmark stands. */
public enum NodeState {
  /** Not begun. */
  WAITING,
  /** A process works on it. */
  RUNNING,
  /** Its process is gone, killed or stopped; it goes on from what it kept. */
  INTERRUPTED,
  /** A training that is over. */
  TRAINED,
  /** A test or a benchmark that is over. */
  TESTED,
  /** A training whose loss or gradient was not finite; it would be so again. */
  DIVERGED,
  /** It ended with a fault and is tried again when the comparison is resumed. */
  FAILED,
  /** What it needs has failed. */
  NOT_POSSIBLE;

  /** Whether its result is there. */
  public boolean isDone() {
    return this == TRAINED || this == TESTED;
  }

  /** Whether there will be no result without another try. */
  public boolean isLost() {
    return this == DIVERGED || this == FAILED || this == NOT_POSSIBLE;
  }
}
