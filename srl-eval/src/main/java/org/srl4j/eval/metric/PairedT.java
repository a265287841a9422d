package org.srl4j.eval.metric;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * Paired t test on differences, as a check on the permutation test.
 *
 * @param problems Q, at least 2
 * @param meanDifference mean, first minus second
 * @param standardError sd(ddof 1)/sqrt(Q)
 * @param t mean over standard error; NaN when all differences are equal
 * @param pValue two-sided with Q-1 degrees of freedom; NaN when t is
 */
public record PairedT(
    int problems, double meanDifference, double standardError, double t, double pValue) {

  /**
   * Runs the test.
   *
   * @param differences [Q], first minus second, at least 2
   * @return the result
   * @throws IllegalArgumentException if there are fewer than 2 problems or a value is not finite
   */
  public static PairedT of(double[] differences) {
    requireFinite(differences, 2);
    SeedSummary summary = SeedSummary.of(differences);
    int problems = differences.length;
    double error = summary.standardDeviation() / Math.sqrt(problems);
    double t = error == 0 ? Double.NaN : summary.mean() / error;
    double p =
        error == 0
            ? Double.NaN
            : 2 * new TDistribution(null, problems - 1).cumulativeProbability(-Math.abs(t));
    return new PairedT(problems, summary.mean(), error, t, p);
  }

  static double[] requireFinite(double[] values, int atLeast) {
    if (values.length < atLeast) {
      throw new IllegalArgumentException(
          "values: needs at least " + atLeast + ", got " + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "values: must be finite, got " + values[i] + " at index " + i);
      }
    }
    return values;
  }
}
