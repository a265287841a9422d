package org.srl4j.core.advantage;

/** Mean and standard deviation of the rewards of one group or batch, summed in order. */
public final class GroupStatistics {
  private GroupStatistics() {}

  /** Arithmetic mean of at least one value. */
  public static double mean(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum / values.length;
  }

  /**
   * Square root of the squared deviations' sum over (n - ddof).
   *
   * @param values at least one
   * @param ddof 0 or 1
   * @return exactly 0 if all values are equal, also for a single value
   */
  public static double std(double[] values, int ddof) {
    if (allEqual(values)) {
      return 0;
    }
    double mean = mean(values);
    double squares = 0;
    for (double v : values) {
      squares += (v - mean) * (v - mean);
    }
    return Math.sqrt(squares / (values.length - ddof));
  }

  /**
   * Whether max == min, without a tolerance: the mean of n equal doubles may differ from them in
   * the last bit, so asking for std == 0 would let such a group through.
   */
  public static boolean allEqual(double[] values) {
    for (double v : values) {
      if (v != values[0]) {
        return false;
      }
    }
    return true;
  }

  static void requireDdof(int ddof) {
    if (ddof != 0 && ddof != 1) {
      throw new IllegalArgumentException(
          "ddof: must be 0 (divide by G) or 1 (divide by G - 1), got " + ddof);
    }
  }
}
