package org.srl4j.core.train;

import java.util.Objects;

/**
 * The learning rate as a function of the update.
 *
 * <p>Updates count from 0. Warm-up is linear and reaches the peak at its last update, {@code peak
 * (u + 1) / warmupUpdates}, so the first update is never wasted on a rate of 0. After it, progress
 * {@code p = (u - warmupUpdates) / (maxUpdates - warmupUpdates)}, at most 1.
 *
 * @param peak the highest rate; at least 0
 * @param warmupUpdates length of the warm-up; at least 0
 * @param shape what follows
 * @param finalRatio rate at p = 1 as a share of the peak, in [0, 1]; without meaning for CONSTANT
 */
public record LearningRateSchedule(
    double peak, long warmupUpdates, Shape shape, double finalRatio) {

  /** Course after the warm-up. */
  public enum Shape {
    /** Stays at the peak: the paper's RL runs. */
    CONSTANT,
    /** {@code finalRatio + (1 - finalRatio) (1 + cos(pi p)) / 2}: the paper's SFT runs. */
    COSINE,
    /** {@code 1 - (1 - finalRatio) p}. */
    LINEAR
  }

  /** Checks ranges. */
  public LearningRateSchedule {
    Objects.requireNonNull(shape, "shape");
    if (!(peak >= 0 && Double.isFinite(peak))) {
      throw new IllegalArgumentException("peak: must be at least 0, got " + peak);
    }
    if (warmupUpdates < 0) {
      throw new IllegalArgumentException("warmupUpdates: must be at least 0, got " + warmupUpdates);
    }
    if (!(finalRatio >= 0 && finalRatio <= 1)) {
      throw new IllegalArgumentException("finalRatio: must be in [0, 1], got " + finalRatio);
    }
  }

  /** The same rate throughout. */
  public static LearningRateSchedule constant(double rate) {
    return new LearningRateSchedule(rate, 0, Shape.CONSTANT, 1);
  }

  /** Warm-up, then a cosine down to {@code finalRatio} of the peak. */
  public static LearningRateSchedule cosine(double peak, long warmupUpdates, double finalRatio) {
    return new LearningRateSchedule(peak, warmupUpdates, Shape.COSINE, finalRatio);
  }

  /**
   * The learning rate of one update.
   *
   * @param update number of updates made before it
   * @param maxUpdates length of the whole training
   * @return at least 0
   */
  public double at(long update, long maxUpdates) {
    if (update < warmupUpdates) {
      return peak * (update + 1) / warmupUpdates;
    }
    double span = Math.max(1, maxUpdates - warmupUpdates);
    double progress = Math.min(1, (update - warmupUpdates) / span);
    return peak
        * switch (shape) {
          case CONSTANT -> 1;
          case COSINE -> finalRatio + (1 - finalRatio) * (1 + Math.cos(Math.PI * progress)) / 2;
          case LINEAR -> 1 - (1 - finalRatio) * progress;
        };
  }
}
