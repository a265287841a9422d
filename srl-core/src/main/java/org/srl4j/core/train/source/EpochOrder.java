package org.srl4j.core.train.source;

import org.srl4j.core.data.Seeds;
import org.srl4j.core.train.Permutation;

/** An endless sequence of 0..size-1, every epoch in another seeded order. Not thread-safe. */
final class EpochOrder {
  private final int size;
  private final long seed;
  private long epoch = -1;
  private int[] order;

  EpochOrder(int size, long seed) {
    this.size = size;
    this.seed = seed;
  }

  /** The index at a position; positions 0..size-1 are the first epoch. */
  int at(long position) {
    long wanted = position / size;
    if (wanted != epoch) {
      order = Permutation.of(size, Seeds.derive(seed, wanted));
      epoch = wanted;
    }
    return order[(int) (position % size)];
  }
}
