package org.srl4j.eval.metric;

/**
 * A two-sided interval for a figure.
 *
 * @param low lower end
 * @param high upper end, at least {@code low}
 * @param level confidence level in (0, 1), e.g. 0.95
 */
public record Interval(double low, double high, double level) {

  /** The level used throughout: 95 %. */
  public static final double DEFAULT_LEVEL = 0.95;

  /** Checks order and level; NaN is refused. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "interval: low must not exceed high, got [" + low + ", " + high + "]");
    }
    requireLevel(level);
  }

  /**
   * Whether a value lies inside, ends included.
   *
   * @param value the value
   * @return true if {@code low <= value <= high}
   */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  static void requireLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level: must be between 0 and 1, got " + level);
    }
  }

  static void requireCounts(int successes, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("n: must be at least 1 for an interval, got " + n);
    }
    if (successes < 0 || successes > n) {
      throw new IllegalArgumentException("successes: must be in 0.." + n + ", got " + successes);
    }
  }
}
