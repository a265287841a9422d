package org.srl4j.eval.compare.settings;

/**
 * How methods are judged.
 *
 * @param train training problems with trajectories; 0 = all that files leave
 * @param validation held-out problems that choose checkpoints and learning rates
 * @param test held-out problems of the report
 * @param samples rollouts per test problem beside the greedy one: avg@k and pass@k
 * @param validationSamples rollouts a validation problem beside the greedy one
 * @param temperature of these rollouts; the paper's is 1
 * @param keptCompletions test completions of each method shown in the report
 * @param uncachedValidation validation problems for a policy whose layers keep no keys and values,
 *     where every token costs its whole sequence again; each is then asked once, greedily
 */
public record EvaluationConfig(
    int train,
    int validation,
    int test,
    int samples,
    int validationSamples,
    double temperature,
    int keptCompletions,
    int uncachedValidation) {

  /** Checks ranges. */
  public EvaluationConfig {
    if (train < 0 || validation < 1 || test < 1) {
      throw new IllegalArgumentException(
          "train, validation, test: must be at least 0, 1, 1, got "
              + train
              + ", "
              + validation
              + ", "
              + test);
    }
    if (samples < 0 || validationSamples < 0) {
      throw new IllegalArgumentException(
          "samples, validationSamples: must be at least 0, got "
              + samples
              + ", "
              + validationSamples);
    }
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException("temperature: must be above 0, got " + temperature);
    }
    if (keptCompletions < 0) {
      throw new IllegalArgumentException(
          "keptCompletions: must be at least 0, got " + keptCompletions);
    }
    if (uncachedValidation < 1) {
      throw new IllegalArgumentException(
          "uncachedValidation: must be at least 1, got " + uncachedValidation);
    }
  }

  /** 100 training, 40 validation and 100 test problems; avg@8. Without a cache, 4 to validate. */
  public static EvaluationConfig defaults() {
    return new EvaluationConfig(100, 40, 100, 8, 2, 1, 3, 4);
  }
}
