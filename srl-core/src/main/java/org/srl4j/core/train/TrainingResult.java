package org.srl4j.core.train;

import java.util.Objects;

/**
 * How training ended. The learner then holds the best parameters if anything was validated, else
 * the last.
 *
 * @param state where it ended
 * @param reason why
 * @param seconds wall time of this call, validation included
 */
public record TrainingResult(TrainerState state, StopReason reason, double seconds) {

  /** Rejects missing parts. */
  public TrainingResult {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(reason, "reason");
  }
}
