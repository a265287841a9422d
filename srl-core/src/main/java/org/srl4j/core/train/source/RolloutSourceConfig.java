package org.srl4j.core.train.source;

import java.util.Objects;
import org.srl4j.core.advantage.DynamicSampling;
import org.srl4j.core.policy.SamplingConfig;

/**
 * Sizes and options of a {@link RolloutSource}.
 *
 * @param batchPrompts groups that a collection is to have after dynamic sampling; at least 1
 * @param groupSize G, rollouts per prompt; at least 2; the paper uses 8
 * @param sampling how rollouts are drawn; greedy is an error. Log-probabilities are recorded under
 *     it, so the learner must use the same temperature; the paper's is 1
 * @param dynamicSampling filter and refill
 * @param truncation what a length limit costs
 * @param turns what the turns of a rollout are credited with
 * @param stage what of a prompt is asked in a collection
 * @param seed of prompt order and rollouts
 */
public record RolloutSourceConfig(
    int batchPrompts,
    int groupSize,
    SamplingConfig sampling,
    DynamicSampling dynamicSampling,
    Truncation truncation,
    TurnCredit turns,
    PromptStage stage,
    long seed) {

  /** Checks ranges. */
  public RolloutSourceConfig {
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(dynamicSampling, "dynamicSampling");
    Objects.requireNonNull(truncation, "truncation");
    Objects.requireNonNull(turns, "turns");
    Objects.requireNonNull(stage, "stage");
    if (batchPrompts < 1) {
      throw new IllegalArgumentException("batchPrompts: must be at least 1, got " + batchPrompts);
    }
    if (groupSize < 2) {
      throw new IllegalArgumentException(
          "groupSize: must be at least 2 (the std of one reward is undefined), got " + groupSize);
    }
    if (sampling.isGreedy()) {
      throw new IllegalArgumentException(
          "temperature: must be above 0 (greedy rollouts of a group are all the same), got 0");
    }
    if (truncation.softPunishCache() > sampling.maxNewTokens()) {
      throw new IllegalArgumentException(
          "softPunishCache: must be at most the limit of a turn, "
              + sampling.maxNewTokens()
              + " tokens, got "
              + truncation.softPunishCache());
    }
  }

  /** Truncated rollouts are scored like others, every turn has its rollout's advantage. */
  public RolloutSourceConfig(
      int batchPrompts,
      int groupSize,
      SamplingConfig sampling,
      DynamicSampling dynamicSampling,
      long seed) {
    this(
        batchPrompts,
        groupSize,
        sampling,
        dynamicSampling,
        Truncation.defaults(),
        TurnCredit.whole(),
        PromptStage.SAME,
        seed);
  }

  /** The same with another cost of a length limit. */
  public RolloutSourceConfig with(Truncation other) {
    return new RolloutSourceConfig(
        batchPrompts, groupSize, sampling, dynamicSampling, other, turns, stage, seed);
  }

  /** The same with another credit of turns. */
  public RolloutSourceConfig with(TurnCredit other) {
    return new RolloutSourceConfig(
        batchPrompts, groupSize, sampling, dynamicSampling, truncation, other, stage, seed);
  }

  /** The same with another choice of what is asked. */
  public RolloutSourceConfig with(PromptStage other) {
    return new RolloutSourceConfig(
        batchPrompts, groupSize, sampling, dynamicSampling, truncation, turns, other, seed);
  }
}
