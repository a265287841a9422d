package org.srl4j.eval.compare;

import java.util.List;
import java.util.Objects;

/**
 * A whole comparison. The presets are YAML files beside this class; every key can be overridden.
 *
 * @param preset name that the report shows
 * @param seeds training seeds; each has problems, a hidden convention and draws of its own
 * @param sweepSeeds the first so many seeds try all learning rates; the others use the first seed's
 *     choice
 * @param bases different base policies; seed i starts from base i modulo this
 * @param arms names of the methods to run, see {@link Arms}
 * @param computeBudget of every rollout arm in weighted tokens (prompt + generated + 3 trained)
 * @param base the base policy
 * @param sft supervised fine-tuning
 * @param srl step-wise methods
 * @param rlvr methods with a verifiable reward
 * @param evaluation splits and samples
 * @param workers runs side by side, a thread each; the figures do not depend on it
 */
public record ComparisonConfig(
    String preset,
    List<Long> seeds,
    int sweepSeeds,
    int bases,
    List<String> arms,
    long computeBudget,
    BaseConfig base,
    SftArmConfig sft,
    RolloutArmConfig srl,
    RolloutArmConfig rlvr,
    EvaluationConfig evaluation,
    int workers) {

  /** Checks ranges and names. */
  public ComparisonConfig {
    Objects.requireNonNull(preset, "preset");
    seeds = List.copyOf(seeds);
    arms = List.copyOf(arms);
    if (seeds.isEmpty() || seeds.stream().distinct().count() != seeds.size()) {
      throw new IllegalArgumentException("seeds: needs different seeds, got " + seeds);
    }
    if (sweepSeeds < 1 || bases < 1 || workers < 1) {
      throw new IllegalArgumentException(
          "sweepSeeds, bases, workers: must be at least 1, got "
              + sweepSeeds + ", " + bases + ", " + workers);
    }
    if (computeBudget < 1) {
      throw new IllegalArgumentException("computeBudget: must be at least 1, got " + computeBudget);
    }
    Arms.named(arms);
  }

  /** The preset quick: the one place of all defaults. */
  public static ComparisonConfig defaults() {
    return new ComparisonConfig(
        "quick",
        List.of(0L),
        1,
        1,
        List.of("sft_outline", "sft_full", "rlvr", "srl", "srl_rlvr", "sft_friendly"),
        5_000_000,
        BaseConfig.defaults(),
        SftArmConfig.defaults(),
        RolloutArmConfig.steps(),
        RolloutArmConfig.answers(),
        EvaluationConfig.defaults(),
        2);
  }
}
