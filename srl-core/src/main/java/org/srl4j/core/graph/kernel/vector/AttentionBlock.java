package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.KeyValueCache.LANES;
import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

/**
 * The products of attention, in tiles of a few rows. Every element is one chain of fused
 * multiply-adds in rising order, as in {@link AttentionRow}, so it is the same to the last bit
 * whatever the other rows are. Belongs to one thread.
 */
final class AttentionBlock {
  /** Rows that are worked on at once. */
  static final int ROWS = GemmTile.ROWS;

  private final GemmTile tile = new GemmTile();
  private int headSize;
  private int width;

  /** Takes on heads of this size. */
  void headSize(int size) {
    headSize = size;
    width = padded(size);
  }

  /** Elements of a row of so many components that ends with a whole vector. */
  static int padded(int size) {
    return (size + WIDTH - 1) / WIDTH * WIDTH;
  }

  /** The rows of the left side, at most {@link #ROWS}, each {@code row} behind the one before. */
  void left(float[] data, int at, int row, int count) {
    tile.left(data, at, row, 1, count);
  }

  /** Columns of a matrix as the rows of the left side. */
  void leftTransposed(float[] data, int at, int stride, int count) {
    tile.left(data, at, 1, stride, count);
  }

  /**
   * Writes the left rows' inner products with the first columns, whole vectors of them.
   *
   * @param columns blocks of L columns, [D, L]
   * @param length how many columns
   */
  void dots(AttentionPages columns, int length, float[] target, int to, int stride) {
    tile.sum(headSize, false);
    float[] data = columns.data();
    for (int j = 0; j < length; j += 2 * WIDTH) {
      int first = columns.column(j);
      if (j + WIDTH < length) {
        tile.right(data, first, columns.column(j + WIDTH), LANES);
        tile.multiply(target, to + j, stride);
      } else {
        tile.right(data, first, LANES);
        tile.multiplyNarrow(target, to + j, stride);
      }
    }
  }

  /** Says what {@link #product} sums over, and whether it adds to what its target holds. */
  void sum(int depth, boolean add) {
    tile.sum(depth, add);
  }

  /**
   * target = left [count, depth] right [depth, P], or added to it.
   *
   * @param stride from one row of the target to the next
   */
  void product(float[] right, int from, float[] target, int to, int stride) {
    int d = 0;
    for (; d + 2 * WIDTH <= width; d += 2 * WIDTH) {
      tile.right(right, from + d, width);
      tile.multiply(target, to + d, stride);
    }
    if (d < width) {
      tile.right(right, from + d, width);
      tile.multiplyNarrow(target, to + d, stride);
    }
  }

  /** target = left [count, length] right, whose rows of D = P components come in blocks of L. */
  void product(AttentionPages right, int length, float[] target, int to, int stride) {
    for (int j = 0; j < length; j += LANES) {
      sum(Math.min(LANES, length - j), j > 0);
      product(right.data(), right.block(j / LANES), target, to, stride);
      tile.skip(LANES);
    }
  }
}
