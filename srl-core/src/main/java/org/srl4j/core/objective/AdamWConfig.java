package org.srl4j.core.objective;

/**
 * Options of {@link AdamW}.
 *
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param epsilon added to the root of the second moment, above 0
 * @param weightDecay decoupled decay, at least 0
 * @param maxGradientNorm gradients are scaled down to this L2 norm; above 0, infinity = off
 * @param decaysVectors whether vectors (norms, biases) decay too, as in PyTorch's AdamW without
 *     parameter groups, or only matrices
 */
public record AdamWConfig(
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    double maxGradientNorm,
    boolean decaysVectors) {

  /** Only matrices decay. */
  public AdamWConfig(
      double beta1, double beta2, double epsilon, double weightDecay, double maxGradientNorm) {
    this(beta1, beta2, epsilon, weightDecay, maxGradientNorm, false);
  }

  /** Checks ranges. */
  public AdamWConfig {
    inUnit("beta1", beta1);
    inUnit("beta2", beta2);
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon: must be above 0, got " + epsilon);
    }
    if (!(weightDecay >= 0)) {
      throw new IllegalArgumentException("weightDecay: must be at least 0, got " + weightDecay);
    }
    if (!(maxGradientNorm > 0)) {
      throw new IllegalArgumentException(
          "maxGradientNorm: must be above 0, got " + maxGradientNorm);
    }
  }

  private static void inUnit(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + ": must be in [0, 1), got " + value);
    }
  }

  /** Betas 0.9 and 0.98, no decay, gradient norm at most 1 (the paper's table 6). */
  public static AdamWConfig defaults() {
    return new AdamWConfig(0.9, 0.98, 1e-8, 0, 1);
  }
}
