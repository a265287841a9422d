package org.srl4j.eval.metric;

import java.util.SplittableRandom;

/**
 * Paired permutation test: flips the sign of each problem's difference.
 *
 * <p>If two policies are exchangeable on every problem, each difference is as likely with the other
 * sign. p is the share of sign patterns whose mean is at least as far from 0 as the observed one:
 * all 2^Q patterns up to {@value #EXACT_PROBLEMS} problems, else {@value #DRAWS} seeded draws with
 * {@code p = (1 + hits)/(1 + draws)}, so that p is never 0. On greedy 0/1 differences the exact
 * test is McNemar's.
 *
 * @param problems Q, at least 1
 * @param meanDifference observed mean, first minus second
 * @param pValue two-sided, in (0, 1]
 * @param exact whether all patterns were counted
 * @param draws patterns counted or drawn
 */
public record PairedPermutation(
    int problems, double meanDifference, double pValue, boolean exact, int draws) {

  /** Most problems for which every sign pattern is counted. */
  public static final int EXACT_PROBLEMS = 20;

  /** Random sign patterns beyond that. */
  public static final int DRAWS = 10_000;

  /** Sums that differ by rounding only count as ties; relative to the sum of all |d|. */
  private static final double TIE_TOLERANCE = 1e-12;

  /**
   * Runs the test.
   *
   * @param differences [Q], first minus second, one a problem
   * @param seed of the draws; unused when exact
   * @return the result
   * @throws IllegalArgumentException if there is no problem or a difference is not finite
   */
  public static PairedPermutation of(double[] differences, long seed) {
    double sum = 0;
    double scale = 0;
    for (double difference : PairedT.requireFinite(differences, 1)) {
      sum += difference;
      scale += Math.abs(difference);
    }
    double bound = Math.abs(sum) - TIE_TOLERANCE * scale;
    int problems = differences.length;
    double mean = sum / problems;
    if (problems <= EXACT_PROBLEMS) {
      int patterns = 1 << problems;
      double p = (double) countExact(differences, 0, 0, bound) / patterns;
      return new PairedPermutation(problems, mean, p, true, patterns);
    }
    double p = (1.0 + countDrawn(differences, bound, seed)) / (1.0 + DRAWS);
    return new PairedPermutation(problems, mean, p, false, DRAWS);
  }

  private static int countExact(double[] differences, int position, double sum, double bound) {
    if (position == differences.length) {
      return Math.abs(sum) >= bound ? 1 : 0;
    }
    double difference = differences[position];
    return countExact(differences, position + 1, sum + difference, bound)
        + countExact(differences, position + 1, sum - difference, bound);
  }

  private static int countDrawn(double[] differences, double bound, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int hits = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      long signs = 0;
      for (int i = 0; i < differences.length; i++) {
        signs = i % Long.SIZE == 0 ? random.nextLong() : signs >>> 1;
        sum += (signs & 1) == 0 ? differences[i] : -differences[i];
      }
      hits += Math.abs(sum) >= bound ? 1 : 0;
    }
    return hits;
  }
}
