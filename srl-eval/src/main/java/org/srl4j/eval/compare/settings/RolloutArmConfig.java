package org.srl4j.eval.compare.settings;

import java.util.List;
import org.srl4j.core.advantage.DynamicSampling;
import org.srl4j.core.advantage.OnExhausted;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.train.source.RolloutSourceConfig;
import org.srl4j.eval.task.Decoding;

/**
 * Options of a method that learns from rollouts.
 *
 * @param learningRates tried on validation, each above 0
 * @param maxCollections collections (rollout batches) at most, at least 1
 * @param batchPrompts groups a collection
 * @param groupSize G, rollouts a prompt; the paper's is 8
 * @param temperature of rollouts; the paper's is 1
 * @param minibatches updates a collection; from the second on rollouts are slightly off-policy
 * @param warmupUpdates updates with a rising learning rate; then it is constant, as in the paper
 * @param epsilon dynamic sampling keeps a group iff the std of its rewards is above this
 * @param maxExtraBatches generation batches that dynamic sampling may add
 * @param minKeptRatio training ends when dynamic sampling keeps less; 0 = off
 * @param validateEvery updates between validations
 */
public record RolloutArmConfig(
    List<Double> learningRates,
    int maxCollections,
    int batchPrompts,
    int groupSize,
    double temperature,
    int minibatches,
    int warmupUpdates,
    double epsilon,
    int maxExtraBatches,
    double minKeptRatio,
    int validateEvery) {

  /** Copies the list and checks that there is something to try. */
  public RolloutArmConfig {
    learningRates = LearningRates.checked(learningRates);
    if (maxCollections < 1) {
      throw new IllegalArgumentException(
          "maxCollections: must be at least 1, got " + maxCollections);
    }
    if (minibatches < 1) {
      throw new IllegalArgumentException("minibatches: must be at least 1, got " + minibatches);
    }
  }

  /** Step-wise methods: G = 8 and temperature 1 as in the paper, sizes for 400 step instances. */
  public static RolloutArmConfig steps() {
    return new RolloutArmConfig(List.of(1e-4, 3e-4), 80, 32, 8, 1, 2, 5, 0.02, 2, 0.08, 20);
  }

  /** Verifiable reward: whole step loops, so fewer prompts a collection. */
  public static RolloutArmConfig answers() {
    return new RolloutArmConfig(List.of(1e-4, 3e-4), 80, 12, 8, 1, 2, 5, 0.02, 1, 0, 20);
  }

  /**
   * How rollouts are collected.
   *
   * @param decoding turns and lengths
   * @param dynamic whether groups without contrast are sampled again
   * @param prompts of a collection
   * @param seed of the draws
   */
  public RolloutSourceConfig source(Decoding decoding, boolean dynamic, int prompts, long seed) {
    DynamicSampling filter =
        dynamic
            ? DynamicSampling.defaults()
                .withEpsilon(epsilon)
                .withRefill(maxExtraBatches, OnExhausted.SMALLER_BATCH)
            : DynamicSampling.off();
    SamplingConfig sampling = decoding.sampled(temperature);
    return new RolloutSourceConfig(
        Math.min(batchPrompts, prompts), groupSize, sampling, filter, seed);
  }
}
