package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.vector.GemmTile.COLUMNS;
import static org.srl4j.core.graph.kernel.vector.GemmTile.ROWS;

import org.srl4j.core.graph.kernel.vector.Gemm.Matrix;
import org.srl4j.core.graph.kernel.vector.Gemm.Sizes;

/**
 * One thread's part of a product. It goes through blocks of {@link #DEPTH} k by {@link #SPAN}
 * columns, whose part of B stays in the second-level cache, and within a block through the tiles. A
 * is read where it lies; B is too, unless its rows are not contiguous or enough rows of A share the
 * cost of copying it into panels [DEPTH, COLUMNS].
 */
final class GemmPart {
  private static final int DEPTH = 384;
  private static final int SPAN = 12 * COLUMNS;

  /** Rows of A from which on copying B pays. */
  private static final int ROWS_TO_PACK = 96;

  private final float[] panels = new float[DEPTH * SPAN];
  private final float[] edge = new float[ROWS * COLUMNS];
  private final GemmTile tile = new GemmTile();
  private Matrix a;
  private Matrix b;
  private Matrix c;
  private Sizes sizes;

  /** Takes on a product; returns this. */
  GemmPart bind(Matrix left, Matrix right, Matrix product, Sizes productSizes) {
    a = left;
    b = right;
    c = product;
    sizes = productSizes;
    return this;
  }

  /** Makes rows [top, bottom) and columns [left, right) of C; left is a multiple of COLUMNS. */
  void multiply(int top, int bottom, int left, int right) {
    for (int j0 = left; j0 < right; j0 += SPAN) {
      int end = Math.min(right, j0 + SPAN);
      for (int k0 = 0; k0 < sizes.k(); k0 += DEPTH) {
        int depth = Math.min(DEPTH, sizes.k() - k0);
        tile.sum(depth, sizes.accumulate() || k0 > 0);
        boolean packed = packs(k0 + depth - 1, end);
        if (packed) {
          pack(k0, depth, j0, end);
        }
        for (int i = top; i < bottom; i += ROWS) {
          int rows = Math.min(ROWS, bottom - i);
          tile.left(a.data(), a.at(i, k0), a.row(), a.column(), rows);
          for (int j = j0; j < end; j += COLUMNS) {
            if (packed) {
              tile.right(panels, (j - j0) * depth, COLUMNS);
            } else {
              tile.right(b.data(), b.at(k0, j), b.row());
            }
            store(i, rows, j, Math.min(COLUMNS, end - j));
          }
        }
      }
    }
  }

  /** Whether B is copied: it must be when whole tiles would read past the end of the array. */
  private boolean packs(int lastRow, int end) {
    int past = b.at(lastRow, (end + COLUMNS - 1) / COLUMNS * COLUMNS);
    return b.column() != 1 || sizes.m() >= ROWS_TO_PACK || past > b.data().length;
  }

  /** Copies B[k0.., from..to) into panels; columns right of it keep what they hold. */
  private void pack(int k0, int depth, int from, int to) {
    for (int j = from; j < to; j += COLUMNS) {
      int width = Math.min(COLUMNS, to - j);
      int at = (j - from) * depth;
      if (b.column() == 1) {
        for (int k = 0; k < depth; k++) {
          System.arraycopy(b.data(), b.at(k0 + k, j), panels, at + k * COLUMNS, width);
        }
      } else {
        for (int column = 0; column < width; column++) {
          packColumn(b.at(k0, j + column), depth, at + column);
        }
      }
    }
  }

  private void packColumn(int from, int depth, int to) {
    float[] source = b.data();
    int step = b.row();
    for (int k = 0; k < depth; k++) {
      panels[to + k * COLUMNS] = source[from + k * step];
    }
  }

  /** Makes one tile of C, through a whole one aside when C is narrower. */
  private void store(int i, int rows, int j, int width) {
    if (width == COLUMNS) {
      tile.multiply(c.data(), c.at(i, j), c.row());
      return;
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(c.data(), c.at(i + r, j), edge, r * COLUMNS, width);
    }
    tile.multiply(edge, 0, COLUMNS);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(edge, r * COLUMNS, c.data(), c.at(i + r, j), width);
    }
  }
}
