package org.srl4j.eval.metric;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Exact McNemar test between two policies on the same problems.
 *
 * <p>Only problems that exactly one of the two solves count. Under the null hypothesis each falls
 * to either side with chance 1/2, so {@code p = min(1, 2·P(Binomial(b+c, 1/2) <= min(b, c)))}; 1
 * when no problem is discordant. No continuity correction and no χ² approximation.
 *
 * @param onlyFirst problems that only the first policy solves, at least 0
 * @param onlySecond problems that only the second policy solves, at least 0
 * @param pValue two-sided, in [0, 1]; 0 only below the smallest double (over 1000 to nothing)
 */
public record McNemar(int onlyFirst, int onlySecond, double pValue) {

  /**
   * The test from the discordant counts.
   *
   * @param onlyFirst problems that only the first policy solves, at least 0
   * @param onlySecond problems that only the second policy solves, at least 0
   * @return the counts with their p-value
   * @throws IllegalArgumentException if a count is negative
   */
  public static McNemar exact(int onlyFirst, int onlySecond) {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException(
          "discordant counts: must be at least 0, got " + onlyFirst + " and " + onlySecond);
    }
    int discordant = onlyFirst + onlySecond;
    if (discordant == 0) {
      return new McNemar(0, 0, 1);
    }
    // Summed from below: the library's cumulative probability is 1 - x and loses small tails.
    BinomialDistribution binomial = new BinomialDistribution(null, discordant, 0.5);
    double tail = 0;
    for (int i = 0; i <= Math.min(onlyFirst, onlySecond); i++) {
      tail += binomial.probability(i);
    }
    return new McNemar(onlyFirst, onlySecond, Math.min(1, 2 * tail));
  }
}
