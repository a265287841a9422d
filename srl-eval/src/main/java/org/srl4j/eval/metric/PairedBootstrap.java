package org.srl4j.eval.metric;

import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Percentile interval for a mean paired difference, by resampling problems with replacement.
 *
 * <p>The ends are the linearly interpolated quantiles (R's type 7) of {@value #DRAWS} resampled
 * means. Both policies' figures of a problem are drawn together, so the pairing is kept. When all
 * differences are equal the interval has no width: the data hold no spread to resample.
 *
 * @param meanDifference observed mean, first minus second
 * @param interval percentile interval of the mean
 * @param draws resamples
 */
public record PairedBootstrap(double meanDifference, Interval interval, int draws) {

  /** Resamples drawn. */
  public static final int DRAWS = 10_000;

  /**
   * The interval at 95 %.
   *
   * @param differences [Q], first minus second, one a problem, at least 2
   * @param seed of the resampling
   * @return the mean and its interval
   * @throws IllegalArgumentException if there are fewer than 2 problems or a value is not finite
   */
  public static PairedBootstrap of(double[] differences, long seed) {
    PairedT.requireFinite(differences, 2);
    SplittableRandom random = new SplittableRandom(seed);
    int problems = differences.length;
    double[] means = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (int i = 0; i < problems; i++) {
        sum += differences[random.nextInt(problems)];
      }
      means[draw] = sum / problems;
    }
    double observed = 0;
    for (double difference : differences) {
      observed += difference / problems;
    }
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(means);
    double tail = 100 * (1 - Interval.DEFAULT_LEVEL) / 2;
    Interval interval =
        new Interval(
            percentile.evaluate(tail), percentile.evaluate(100 - tail), Interval.DEFAULT_LEVEL);
    return new PairedBootstrap(observed, interval, DRAWS);
  }
}
