package org.srl4j.eval.compare.settings;

import java.util.List;

/**
 * Options of supervised fine-tuning.
 *
 * @param learningRates tried on validation, each above 0
 * @param epochs passes over the trajectories, at least 1
 * @param batchSize trajectories an update, at least 1
 * @param warmupRatio share of the updates with a rising learning rate; then a cosine, as in the
 *     paper
 * @param validations how often to validate during training, at least 1
 */
public record SftArmConfig(
    List<Double> learningRates, int epochs, int batchSize, double warmupRatio, int validations) {

  /** Copies the list and checks ranges. */
  public SftArmConfig {
    learningRates = LearningRates.checked(learningRates);
    if (epochs < 1 || batchSize < 1 || validations < 1) {
      throw new IllegalArgumentException(
          "epochs, batchSize, validations: must be at least 1, got "
              + epochs
              + ", "
              + batchSize
              + ", "
              + validations);
    }
    if (!(warmupRatio >= 0 && warmupRatio <= 1)) {
      throw new IllegalArgumentException("warmupRatio: must be in [0, 1], got " + warmupRatio);
    }
  }

  /** Three learning rates, 32 epochs, warm-up as in the paper's table 5. */
  public static SftArmConfig defaults() {
    return new SftArmConfig(List.of(1e-4, 3e-4, 1e-3), 32, 16, 0.3, 4);
  }
}
