package org.srl4j.core.graph.kernel.vector;

import org.srl4j.core.graph.kernel.Workers;

/**
 * Single-precision matrix products C = A B. Every element is one chain of fused multiply-adds over
 * k in rising order, so a row's result does not depend on the other rows, the blocking or the
 * threads.
 *
 * <p>Axes: M = rows of A and C, N = columns of B and C, K = inner.
 */
final class Gemm {
  /** Multiply-adds below which waking other threads costs more than they save. */
  private static final long ALONE = 1L << 18;

  private static final ThreadLocal<GemmPart> PART = ThreadLocal.withInitial(GemmPart::new);

  private Gemm() {}

  /** A matrix in an array: element (i, j) is at {@code offset + i * row + j * column}. */
  record Matrix(float[] data, int offset, int row, int column) {
    static Matrix rowMajor(float[] data, int offset, int columns) {
      return new Matrix(data, offset, columns, 1);
    }

    Matrix transposed() {
      return new Matrix(data, offset, column, row);
    }

    int at(int i, int j) {
      return offset + i * row + j * column;
    }
  }

  /** Sizes of a product, and whether it is added to what C holds. */
  record Sizes(int m, int n, int k, boolean accumulate) {
    Sizes(int m, int n, int k) {
      this(m, n, k, false);
    }
  }

  /** C [M, N], row-major, = A [M, K] times B [K, N]; or C += A B. */
  static void multiply(Matrix a, Matrix b, Matrix c, Sizes sizes, Workers workers) {
    int m = sizes.m;
    int n = sizes.n;
    if ((long) m * n * sizes.k < ALONE) {
      PART.get().bind(a, b, c, sizes).multiply(0, m, 0, n);
    } else if (m >= workers.threads() * GemmTile.ROWS) {
      workers.forRows(
          m, GemmTile.ROWS, (from, to) -> PART.get().bind(a, b, c, sizes).multiply(from, to, 0, n));
    } else {
      workers.forRows(
          n,
          GemmTile.COLUMNS,
          (from, to) -> PART.get().bind(a, b, c, sizes).multiply(0, m, from, to));
    }
  }
}
