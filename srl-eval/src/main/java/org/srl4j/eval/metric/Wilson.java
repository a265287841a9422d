package org.srl4j.eval.metric;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Wilson score interval for a share of independent 0/1 outcomes: the default for one greedy run.
 *
 * <p>With z the normal quantile and p = successes/n: {@code (p + z²/2n ± z·sqrt(p(1-p)/n + z²/4n²))
 * / (1 + z²/n)} (Wilson, JASA 1927). It stays inside [0, 1] and has a width at 0 and n. It speaks
 * of other problems of the same kind, not of other training seeds.
 */
public final class Wilson {
  private Wilson() {}

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
    double z = new NormalDistribution().inverseCumulativeProbability(0.5 + level / 2);
    double p = (double) successes / n;
    double squared = z * z / n;
    double centre = (p + squared / 2) / (1 + squared);
    double half = z * Math.sqrt(p * (1 - p) / n + squared / (4 * n)) / (1 + squared);
    // At the ends the bound is exact by algebra; rounding would leave it at 1 ± 1e-16.
    double low = successes == 0 ? 0 : centre - half;
    double high = successes == n ? 1 : centre + half;
    return new Interval(low, high, level);
  }
}
