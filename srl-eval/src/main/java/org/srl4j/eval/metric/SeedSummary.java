package org.srl4j.eval.metric;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * One figure over training seeds: each seed is one run and one value.
 *
 * <p>The interval is {@code mean ± t(n-1)·sd/sqrt(n)}. It is not cut to [0, 1]: with three seeds it
 * is wide, and an end beyond the scale says so.
 *
 * @param seeds number of values, at least 1
 * @param mean arithmetic mean
 * @param standardDeviation ddof 1; NaN with one seed
 * @param min smallest value
 * @param max largest value
 * @param interval t interval at 95 %; null with one seed
 */
public record SeedSummary(
    int seeds, double mean, double standardDeviation, double min, double max, Interval interval) {
  private static final double QUANTILE_ACCURACY = 1e-12;

  /**
   * Summarises values.
   *
   * @param values one a seed, at least 1, all finite
   * @return the summary
   * @throws IllegalArgumentException if there is no value or one is not finite
   */
  public static SeedSummary of(double... values) {
    PairedT.requireFinite(values, 1);
    double sum = 0;
    double min = values[0];
    double max = values[0];
    for (double value : values) {
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    int n = values.length;
    double mean = sum / n;
    if (n == 1) {
      return new SeedSummary(1, mean, Double.NaN, min, max, null);
    }
    double deviation = min == max ? 0 : deviation(values, mean);
    return new SeedSummary(n, mean, deviation, min, max, interval(mean, deviation, n));
  }

  private static double deviation(double[] values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }

  private static Interval interval(double mean, double deviation, int n) {
    double quantile =
        new TDistribution(null, n - 1, QUANTILE_ACCURACY)
            .inverseCumulativeProbability(0.5 + Interval.DEFAULT_LEVEL / 2);
    double half = quantile * deviation / Math.sqrt(n);
    return new Interval(mean - half, mean + half, Interval.DEFAULT_LEVEL);
  }
}
