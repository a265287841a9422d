package org.srl4j.eval.metric;

import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Clopper-Pearson interval for a share: never covers less than its level, hence wider than {@link
 * Wilson}.
 *
 * <p>With α = 1 - level: the α/2 quantile of Beta(s, n-s+1) and the 1-α/2 quantile of Beta(s+1,
 * n-s) (Clopper and Pearson, Biometrika 1934).
 */
public final class ClopperPearson {
  private static final double QUANTILE_ACCURACY = 1e-14;

  private ClopperPearson() {}

  /**
   * The interval at 95 %.
   *
   * @param successes right outcomes, 0..n
   * @param n outcomes, at least 1
   * @return the interval, inside [0, 1]
   * @throws IllegalArgumentException if the counts are out of range
   */
  public static Interval interval(int successes, int n) {
    return interval(successes, n, Interval.DEFAULT_LEVEL);
  }

  /**
   * The interval at a level.
   *
   * @param successes right outcomes, 0..n
   * @param n outcomes, at least 1
   * @param level confidence level in (0, 1)
   * @return the interval, inside [0, 1]
   * @throws IllegalArgumentException if the counts or the level are out of range
   */
  public static Interval interval(int successes, int n, double level) {
    Interval.requireCounts(successes, n);
    Interval.requireLevel(level);
    double tail = (1 - level) / 2;
    double low = successes == 0 ? 0 : quantile(successes, n - successes + 1, tail);
    double high = successes == n ? 1 : quantile(successes + 1, n - successes, 1 - tail);
    return new Interval(low, high, level);
  }

  private static double quantile(double alpha, double beta, double probability) {
    return new BetaDistribution(alpha, beta, QUANTILE_ACCURACY)
        .inverseCumulativeProbability(probability);
  }
}
