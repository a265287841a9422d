package org.srl4j.eval.method;

/**
 * How long a method that learns from rollouts goes on.
 *
 * @param maxCollections collections (rollout batches) at most, at least 1
 * @param minibatches updates per collection; from the second on rollouts are slightly off-policy
 * @param warmupUpdates updates with a rising learning rate; then it is constant, as in the paper
 * @param minKeptRatio training ends when dynamic sampling keeps less; 0 = off
 * @param validateEvery updates between validations
 */
public record RolloutSchedule(
    int maxCollections,
    int minibatches,
    int warmupUpdates,
    double minKeptRatio,
    int validateEvery) {

  /** Checks ranges. */
  public RolloutSchedule {
    if (maxCollections < 1) {
      throw new IllegalArgumentException(
          "maxCollections: must be at least 1, got " + maxCollections);
    }
    if (minibatches < 1) {
      throw new IllegalArgumentException("minibatches: must be at least 1, got " + minibatches);
    }
    if (warmupUpdates < 0 || validateEvery < 0) {
      throw new IllegalArgumentException(
          "warmupUpdates, validateEvery: must be at least 0, got "
              + warmupUpdates
              + ", "
              + validateEvery);
    }
    if (!(minKeptRatio >= 0 && minKeptRatio <= 1)) {
      throw new IllegalArgumentException("minKeptRatio: must be in [0, 1], got " + minKeptRatio);
    }
  }

  /** 80 collections of two updates, five to warm up, validation every 20, no early end. */
  public static RolloutSchedule defaults() {
    return new RolloutSchedule(80, 2, 5, 0, 20);
  }

  RolloutSchedule endingBelow(double keptRatio) {
    return new RolloutSchedule(
        maxCollections, minibatches, warmupUpdates, keptRatio, validateEvery);
  }
}
