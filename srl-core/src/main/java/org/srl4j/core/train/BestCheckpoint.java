package org.srl4j.core.train;

import org.srl4j.core.objective.Learner;

/**
 * Keeps the parameters of the best validation. A full tie keeps the earlier ones: the same accuracy
 * for less training, and no drift among equals. The parameters before training take part.
 */
final class BestCheckpoint {
  private TrainerState.Best best = TrainerState.Best.NONE;
  private float[] parameters;

  /** Whether this validation is the best so far; then the learner's parameters are kept. */
  boolean offer(TrainerState.Best candidate, Learner learner) {
    if (!(candidate.accuracy() >= 0 && candidate.accuracy() <= 1)) {
      throw new IllegalArgumentException(
          "accuracy: the validator must return a value in [0, 1], got " + candidate.accuracy());
    }
    if (!(candidate.tieBreak() >= 0 && candidate.tieBreak() <= 1)) {
      throw new IllegalArgumentException(
          "tieBreak: the validator must return a value in [0, 1], got " + candidate.tieBreak());
    }
    if (!candidate.isBetterThan(best)) {
      return false;
    }
    keep(candidate, learner);
    return true;
  }

  /** Takes the learner's parameters as those of an earlier best. */
  void keep(TrainerState.Best earlier, Learner learner) {
    best = earlier;
    parameters = learner.parameters();
  }

  /** Gives the learner the best parameters, if there are any. */
  void restore(Learner learner) {
    if (parameters != null) {
      learner.setParameters(parameters);
    }
  }
}
