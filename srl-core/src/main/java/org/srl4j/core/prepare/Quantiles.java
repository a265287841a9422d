package org.srl4j.core.prepare;

import java.util.Arrays;

/**
 * Order statistics of lengths. A quantile p is the smallest length that at least p of all lengths
 * do not exceed (nearest rank), so it is always one that occurs.
 *
 * @param count number of lengths, at least 1
 * @param min the shortest
 * @param p50 the median
 * @param p90 not exceeded by 90 in 100
 * @param p99 not exceeded by 99 in 100
 * @param max the longest
 */
public record Quantiles(int count, int min, int p50, int p90, int p99, int max) {

  /**
   * The quantiles of some lengths.
   *
   * @param lengths at least one, in any order; not changed
   * @throws IllegalArgumentException if there is none
   */
  public static Quantiles of(int... lengths) {
    if (lengths.length == 0) {
      throw new IllegalArgumentException("lengths: need at least one, got none");
    }
    int[] sorted = lengths.clone();
    Arrays.sort(sorted);
    return new Quantiles(
        sorted.length,
        sorted[0],
        rank(sorted, 50),
        rank(sorted, 90),
        rank(sorted, 99),
        sorted[sorted.length - 1]);
  }

  private static int rank(int[] sorted, int percent) {
    return sorted[(int) (((long) percent * sorted.length + 99) / 100) - 1];
  }

  @Override
  public String toString() {
    return "min " + min + ", p50 " + p50 + ", p90 " + p90 + ", p99 " + p99 + ", max " + max;
  }
}
