package org.srl4j.eval.compare.settings;

import java.util.List;
import java.util.Objects;

/**
 * A whole comparison. The presets are YAML files beside this class; every key can be overridden.
 *
 * @param preset name that the report shows
 * @param runs seeds and bases
 * @param arms names of the methods to run, see {@link Arms}
 * @param computeBudget of every rollout arm in weighted tokens (prompt + generated + 3 trained)
 * @param initFrom folder of a model, an adapter or a run that all training starts from; empty = the
 *     base policy
 * @param lora whether an adapter is trained instead of all weights
 * @param microBatchTokens most tokens of a packed row: memory, not the result, depends on it
 * @param gradientCheckpointing whether decoder blocks are computed again in the reverse pass: less
 *     memory, the same gradients, more time
 * @param base the base policy
 * @param sft supervised fine-tuning
 * @param srl step-wise methods
 * @param rlvr methods with a verifiable reward
 * @param grpo the objective of all rollout methods
 * @param reward the reward of step-wise methods
 * @param evaluation splits and samples
 * @param workers runs side by side, a thread each; the figures do not depend on it
 */
public record ComparisonConfig(
    String preset,
    SeedPlan runs,
    List<String> arms,
    long computeBudget,
    String initFrom,
    LoraOptions lora,
    int microBatchTokens,
    boolean gradientCheckpointing,
    BaseConfig base,
    SftArmConfig sft,
    RolloutArmConfig srl,
    RolloutArmConfig rlvr,
    GrpoConfig grpo,
    RewardConfig reward,
    EvaluationConfig evaluation,
    int workers) {

  /** Checks ranges and names. */
  public ComparisonConfig {
    Objects.requireNonNull(preset, "preset");
    Objects.requireNonNull(runs, "runs");
    arms = List.copyOf(arms);
    if (workers < 1) {
      throw new IllegalArgumentException("workers: must be at least 1, got " + workers);
    }
    if (computeBudget < 1) {
      throw new IllegalArgumentException("computeBudget: must be at least 1, got " + computeBudget);
    }
    if (microBatchTokens < 1) {
      throw new IllegalArgumentException(
          "microBatchTokens: must be at least 1, got " + microBatchTokens);
    }
    Arms.named(arms);
  }

  /** The preset quick: the one place of all defaults. */
  public static ComparisonConfig defaults() {
    return new ComparisonConfig(
        "quick",
        SeedPlan.defaults(),
        List.of("sft_outline", "sft_full", "rlvr", "srl", "srl_rlvr", "sft_friendly"),
        4_000_000,
        "",
        LoraOptions.defaults(),
        2048,
        false,
        BaseConfig.defaults(),
        SftArmConfig.defaults(),
        RolloutArmConfig.steps(),
        RolloutArmConfig.answers(),
        GrpoConfig.defaults(),
        RewardConfig.defaults(),
        EvaluationConfig.defaults(),
        2);
  }
}
