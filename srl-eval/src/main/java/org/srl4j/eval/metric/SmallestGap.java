package org.srl4j.eval.metric;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * The smallest difference between two policies that a benchmark of this size can show. A claim
 * below it cannot be right by this benchmark alone, whatever the other policy does.
 *
 * <p>Greedy: the fewest problems that must change, all in one direction, for McNemar's exact test
 * to reject: 6 at 95 %, as 2·(1/2)^6 = 0.031. With changes in both directions it takes more. avg@k:
 * {@code t(Q-1)·sqrt(2)·SE over problems}, for another policy with the same spread whose results
 * are independent; a paired comparison of policies that solve the same problems can show less.
 */
public final class SmallestGap {
  private SmallestGap() {}

  /**
   * Problems that must change from wrong to right, none the other way.
   *
   * @param problems of the benchmark, at least 1
   * @return a number up to {@code problems}, or {@code problems + 1} if even all are too few
   */
  public static int greedyProblems(int problems) {
    if (problems < 1) {
      throw new IllegalArgumentException("problems: must be at least 1, got " + problems);
    }
    int changed = 1;
    while (changed <= problems && McNemar.exact(changed, 0).pValue() > 1 - Interval.DEFAULT_LEVEL) {
      changed++;
    }
    return changed;
  }

  /**
   * Gap of avg@k.
   *
   * @param average of one policy
   * @return at least 0; NaN when there is no spread to judge by
   */
  public static double average(AverageAtK average) {
    double error = average.standardErrorOverProblems();
    if (Double.isNaN(error) || error == 0) {
      return Double.NaN;
    }
    double quantile =
        new TDistribution(null, average.problems() - 1)
            .inverseCumulativeProbability(0.5 + Interval.DEFAULT_LEVEL / 2);
    return quantile * Math.sqrt(2) * error;
  }

  /**
   * Gap that this many discordant problems can show: the smallest difference of their two counts
   * that McNemar's exact test rejects.
   *
   * @param discordant problems that exactly one of two policies solves, at least 0
   * @return a number of problems; {@code discordant + 1} if there is none
   */
  public static int greedyProblemsGiven(int discordant) {
    for (int less = discordant / 2; less >= 0; less--) {
      if (McNemar.exact(less, discordant - less).pValue() <= 1 - Interval.DEFAULT_LEVEL) {
        return discordant - 2 * less;
      }
    }
    return discordant + 1;
  }

  /**
   * Gap of a mean paired difference: {@code t(Q-1)·sd/sqrt(Q)} of the differences.
   *
   * @param differences [Q], one a problem, at least 2
   * @return at least 0; NaN when all are equal
   */
  public static double paired(double[] differences) {
    PairedT test = PairedT.of(differences);
    if (test.standardError() == 0) {
      return Double.NaN;
    }
    double quantile =
        new TDistribution(null, differences.length - 1)
            .inverseCumulativeProbability(0.5 + Interval.DEFAULT_LEVEL / 2);
    return quantile * test.standardError();
  }
}
