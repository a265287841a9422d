package org.srl4j.core.train;

import java.util.Objects;

/**
 * How long and how often the loop does what.
 *
 * <p>The updates of one collection belong together: training ends, validates and saves only between
 * collections, so every checkpoint can be resumed. A number of updates that falls into the middle
 * of a collection takes effect at its end.
 *
 * @param maxUpdates no collection starts once so many updates are made; at least 1
 * @param minibatchesPerCollection updates per pass over a collection; at least 1. From the second
 *     on, rollouts are slightly off-policy
 * @param numIterations passes over a collection (TRL's mu); at least 1
 * @param learningRate schedule over {@code maxUpdates}
 * @param computeBudget no collection starts once {@link ComputeCount#weighted()} is this; 0 = off
 * @param minKeptRatio training ends after a collection in which dynamic sampling kept a smaller
 *     share of groups: the data are learnt; in [0, 1], 0 = off. Not for a policy that still fails
 *     throughout
 * @param validateEvery updates between validations; 0 = only before and after training
 * @param checkpointEvery updates between checkpoints; 0 = only at the end
 * @param seed of the minibatches' composition; sources have their own
 */
public record TrainerConfig(
    long maxUpdates,
    int minibatchesPerCollection,
    int numIterations,
    LearningRateSchedule learningRate,
    long computeBudget,
    double minKeptRatio,
    long validateEvery,
    long checkpointEvery,
    long seed) {

  /** Checks ranges. */
  public TrainerConfig {
    Objects.requireNonNull(learningRate, "learningRate");
    requireAtLeast("maxUpdates", maxUpdates, 1);
    requireAtLeast("minibatchesPerCollection", minibatchesPerCollection, 1);
    requireAtLeast("numIterations", numIterations, 1);
    requireAtLeast("computeBudget", computeBudget, 0);
    requireAtLeast("validateEvery", validateEvery, 0);
    requireAtLeast("checkpointEvery", checkpointEvery, 0);
    if (!(minKeptRatio >= 0 && minKeptRatio <= 1)) {
      throw new IllegalArgumentException("minKeptRatio: must be in [0, 1], got " + minKeptRatio);
    }
  }

  /** One update per collection; no budget, no early end, validation and checkpoint at the end. */
  public static TrainerConfig of(long maxUpdates, LearningRateSchedule learningRate, long seed) {
    return new TrainerConfig(maxUpdates, 1, 1, learningRate, 0, 0, 0, 0, seed);
  }

  /** The same with so many minibatches and passes a collection. */
  public TrainerConfig withUpdatesPerCollection(int minibatches, int iterations) {
    return new TrainerConfig(
        maxUpdates,
        minibatches,
        iterations,
        learningRate,
        computeBudget,
        minKeptRatio,
        validateEvery,
        checkpointEvery,
        seed);
  }

  /** The same with other conditions for an end before {@code maxUpdates}. */
  public TrainerConfig withEarlyEnd(long budget, double keptRatio) {
    return new TrainerConfig(
        maxUpdates,
        minibatchesPerCollection,
        numIterations,
        learningRate,
        budget,
        keptRatio,
        validateEvery,
        checkpointEvery,
        seed);
  }

  /** The same with other intervals, in updates. */
  public TrainerConfig withIntervals(long validation, long checkpoint) {
    return new TrainerConfig(
        maxUpdates,
        minibatchesPerCollection,
        numIterations,
        learningRate,
        computeBudget,
        minKeptRatio,
        validation,
        checkpoint,
        seed);
  }

  private static void requireAtLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": must be at least " + least + ", got " + value);
    }
  }
}
