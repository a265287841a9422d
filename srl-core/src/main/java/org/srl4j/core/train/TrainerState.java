package org.srl4j.core.train;

import java.util.Objects;

/**
 * Where training stands between two collections. Sources are functions of the collection's number,
 * so this and the learner's own state are all that a resumed run needs.
 *
 * @param update updates made, skipped ones included
 * @param collection collections made
 * @param compute what they cost
 * @param best the best validation so far
 */
public record TrainerState(long update, long collection, ComputeCount compute, Best best) {

  /**
   * The best validation.
   *
   * @param update updates made before it; -1 = none yet
   * @param accuracy held-out accuracy in [0, 1]; -1 = none yet
   * @param tieBreak what decides among equal accuracies, in [0, 1]; 0 where nothing is finer
   */
  public record Best(long update, double accuracy, double tieBreak) {

    /** Nothing was validated yet. */
    public static final Best NONE = new Best(-1, -1);

    /** A validation by accuracy alone. */
    public Best(long update, double accuracy) {
      this(update, accuracy, 0);
    }

    /**
     * Whether this is better than another: by accuracy, and by what is finer where that is equal.
     */
    public boolean isBetterThan(Best other) {
      return accuracy > other.accuracy || accuracy == other.accuracy && tieBreak > other.tieBreak;
    }

    /** Whether anything was validated. */
    public boolean exists() {
      return update >= 0;
    }
  }

  /** Rejects missing parts and negative counts. */
  public TrainerState {
    Objects.requireNonNull(compute, "compute");
    Objects.requireNonNull(best, "best");
    if (update < 0 || collection < 0) {
      throw new IllegalArgumentException(
          "update, collection: must be at least 0, got " + update + ", " + collection);
    }
  }

  /** Before the first collection. */
  public static TrainerState start() {
    return new TrainerState(0, 0, ComputeCount.ZERO, Best.NONE);
  }

  /** Whether nothing was trained yet. */
  public boolean isStart() {
    return collection == 0;
  }

  TrainerState afterUpdate(long trainedTokens) {
    return new TrainerState(update + 1, collection, compute.plusTrained(trainedTokens), best);
  }

  TrainerState afterSampling(ComputeCount cost) {
    return new TrainerState(update, collection, compute.plus(cost), best);
  }

  TrainerState nextCollection() {
    return new TrainerState(update, collection + 1, compute, best);
  }

  TrainerState withBest(Best newBest) {
    return new TrainerState(update, collection, compute, newBest);
  }
}
