package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.KeyValueCache.LANES;

/**
 * One head's keys [D, L] or values [L, D] in blocks of L positions; a block of keys is read to its
 * end.
 *
 * @param starts of every block
 * @param offset added to all of them
 */
record AttentionPages(float[] data, int[] starts, int offset) {
  /** Elements a row of weights needs for so many keys. */
  static int padded(int length) {
    return (length + LANES - 1) / LANES * LANES;
  }

  /** Where the i-th block begins. */
  int block(int i) {
    return starts[i] + offset;
  }

  /** Where component 0 of key j is; component d is d * L further. */
  int column(int j) {
    return starts[j / LANES] + offset + j % LANES;
  }

  /** The same blocks of another head. */
  AttentionPages head(int newOffset) {
    return new AttentionPages(data, starts, newOffset);
  }
}
