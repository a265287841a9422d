package org.srl4j.core.train;

/** Why training ended. */
public enum StopReason {
  /** {@link TrainerConfig#maxUpdates()} was reached. */
  MAX_UPDATES,
  /** {@link TrainerConfig#computeBudget()} was used up. */
  COMPUTE_BUDGET,
  /** The source has no more data. */
  END_OF_DATA,
  /** Dynamic sampling kept less than {@link TrainerConfig#minKeptRatio()} of the groups. */
  LOW_KEPT_RATIO,
  /** Someone asked for it, e.g. by Ctrl-C; the run can be resumed. */
  STOP_REQUESTED
}
