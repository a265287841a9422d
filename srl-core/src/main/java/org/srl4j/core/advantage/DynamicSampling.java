package org.srl4j.core.advantage;

import java.util.Objects;

/**
 * Dynamic sampling (SRL §4.2): which groups are kept, and how the batch is filled up again.
 *
 * <p>A group is kept iff the std of its metric is <em>greater</em> than epsilon and its mean lies
 * in the band. The paper does not state its epsilon. Ours is 0.02: in the reward's unit it is below
 * the std of any mixed group of 0/1 rewards up to G = 2000 (RLVR then drops exactly the all-right
 * and all-wrong groups), and it drops groups of similarities that differ by a few characters only.
 *
 * <p>The mean is no criterion by default: a mean filter made for 0/1 rewards drops mixed groups
 * with format violations (-1), which teach most. A band is for curricula.
 *
 * @param enabled false keeps every group
 * @param metric {@code reward}, or the name of a part of the score, e.g. {@code similarity}
 * @param epsilon threshold in the metric's unit; at least 0; a std of exactly epsilon is dropped
 * @param ddof 0 divides by G as the paper does, 1 by G - 1
 * @param minMean smallest mean that is kept; negative infinity = off
 * @param maxMean largest mean that is kept; infinity = off
 * @param maxExtraBatches generation batches after the first; at least 0
 * @param onExhausted policy when these do not suffice
 */
public record DynamicSampling(
    boolean enabled,
    String metric,
    double epsilon,
    int ddof,
    double minMean,
    double maxMean,
    int maxExtraBatches,
    OnExhausted onExhausted) {

  /** The metric that every score has: its value. */
  public static final String REWARD = "reward";

  /** Checks ranges. */
  public DynamicSampling {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(onExhausted, "onExhausted");
    GroupStatistics.requireDdof(ddof);
    if (!(epsilon >= 0 && Double.isFinite(epsilon))) {
      throw new IllegalArgumentException("epsilon: must be at least 0, got " + epsilon);
    }
    if (!(minMean <= maxMean)) {
      throw new IllegalArgumentException(
          "minMean: must be at most maxMean, got " + minMean + " and " + maxMean);
    }
    if (maxExtraBatches < 0) {
      throw new IllegalArgumentException(
          "maxExtraBatches: must be at least 0 (0 = no refill), got " + maxExtraBatches);
    }
  }

  /**
   * On the reward, epsilon 0.02, ddof 0, no band, at most 3 extra batches, then a smaller batch.
   */
  public static DynamicSampling defaults() {
    return new DynamicSampling(
        true,
        REWARD,
        0.02,
        0,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        3,
        OnExhausted.SMALLER_BATCH);
  }

  /** Every group is kept and nothing is refilled. */
  public static DynamicSampling off() {
    DynamicSampling d = defaults();
    return new DynamicSampling(
        false, d.metric, d.epsilon, d.ddof, d.minMean, d.maxMean, 0, d.onExhausted);
  }

  /** The same with another threshold. */
  public DynamicSampling withEpsilon(double value) {
    return new DynamicSampling(
        enabled, metric, value, ddof, minMean, maxMean, maxExtraBatches, onExhausted);
  }

  /** The same with another bound and policy. */
  public DynamicSampling withRefill(int extraBatches, OnExhausted policy) {
    return new DynamicSampling(
        enabled, metric, epsilon, ddof, minMean, maxMean, extraBatches, policy);
  }
}
