package org.srl4j.eval.metric;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction for several tests (Scandinavian Journal of Statistics, 1979).
 *
 * <p>The i-th smallest of m p-values becomes {@code max over j <= i of min(1, (m-j+1)·p_(j))}.
 * Rejecting where the result is at most α keeps the chance of any false rejection at α, with any
 * dependence between the tests.
 */
public final class Holm {
  private Holm() {}

  /**
   * Adjusts p-values.
   *
   * @param pValues the family, each in [0, 1]
   * @return the adjusted values in the same order, each in [0, 1] and at least its input
   * @throws IllegalArgumentException if a value is not in [0, 1]
   */
  public static double[] adjust(double... pValues) {
    for (int i = 0; i < pValues.length; i++) {
      if (!(pValues[i] >= 0 && pValues[i] <= 1)) {
        throw new IllegalArgumentException(
            "pValues: must be in [0, 1], got " + pValues[i] + " at index " + i);
      }
    }
    int[] order = ascending(pValues);
    double[] adjusted = new double[pValues.length];
    double largest = 0;
    for (int rank = 0; rank < order.length; rank++) {
      double scaled = (order.length - rank) * pValues[order[rank]];
      largest = Math.max(largest, Math.min(1, scaled));
      adjusted[order[rank]] = largest;
    }
    return adjusted;
  }

  private static int[] ascending(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
