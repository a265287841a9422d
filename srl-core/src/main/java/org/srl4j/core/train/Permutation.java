package org.srl4j.core.train;

import java.util.SplittableRandom;

/** Seeded orders of 0..n-1. */
public final class Permutation {
  private Permutation() {}

  /**
   * A uniformly drawn order (Fisher and Yates, {@link SplittableRandom}).
   *
   * @param size n, at least 0
   * @param seed the same seed always gives the same order
   * @return [n]
   */
  public static int[] of(int size, long seed) {
    int[] order = new int[size];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
