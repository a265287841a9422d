package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.vector.Lanes.SPECIES;
import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.srl4j.core.graph.kernel.Workers;

/**
 * Single-precision matrix products C = A B. Every element is one chain of fused multiply-adds over
 * k in rising order, so a row's result does not depend on the other rows, the blocking or the
 * threads.
 *
 * <p>Axes: M = rows of A and C, N = columns of B and C, K = inner.
 */
final class Gemm {
  private static final int ROWS = 4;
  private static final int COLUMNS = 2 * WIDTH;
  private static final int DEPTH = 256;

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private Gemm() {}

  private static final class Scratch {
    final float[] a = new float[ROWS * DEPTH];
    final float[] c = new float[ROWS * COLUMNS];
    float[] b = new float[0];

    float[] b(int length) {
      if (b.length < length) {
        b = new float[length];
      }
      return b;
    }
  }

  /** A matrix in an array: element (i, j) is at {@code offset + i * row + j * column}. */
  record Matrix(float[] data, int offset, int row, int column) {
    static Matrix rowMajor(float[] data, int offset, int columns) {
      return new Matrix(data, offset, columns, 1);
    }

    Matrix transposed() {
      return new Matrix(data, offset, column, row);
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
    workers.forRows(sizes.m, ROWS, (from, to) -> multiplyRows(a, b, c, sizes, from, to));
  }

  private static void multiplyRows(Matrix a, Matrix b, Matrix c, Sizes sizes, int from, int to) {
    int n = sizes.n;
    int k = sizes.k;
    Scratch scratch = SCRATCH.get();
    int panels = (n + COLUMNS - 1) / COLUMNS;
    for (int k0 = 0; k0 < k; k0 += DEPTH) {
      int depth = Math.min(DEPTH, k - k0);
      float[] packed = scratch.b(panels * COLUMNS * depth);
      for (int p = 0; p < panels; p++) {
        packB(
            b, k0, depth, p * COLUMNS, Math.min(n, (p + 1) * COLUMNS), packed, p * COLUMNS * depth);
      }
      for (int i = from; i < to; i += ROWS) {
        int rows = Math.min(ROWS, to - i);
        packA(a, i, rows, k0, depth, scratch.a);
        for (int p = 0; p < panels; p++) {
          int j = p * COLUMNS;
          Tile tile = new Tile(c, i, rows, j, Math.min(COLUMNS, n - j));
          block(scratch, packed, p * COLUMNS * depth, depth, tile, sizes.accumulate || k0 > 0);
        }
      }
    }
  }

  /** Copies B[k0.., from..to) into [depth, COLUMNS], zero-filled on the right. */
  private static void packB(Matrix b, int k0, int depth, int from, int to, float[] target, int at) {
    int width = to - from;
    float[] data = b.data;
    if (b.column == 1) {
      for (int k = 0; k < depth; k++) {
        int row = at + k * COLUMNS;
        System.arraycopy(data, b.offset + (k0 + k) * b.row + from, target, row, width);
        Arrays.fill(target, row + width, row + COLUMNS, 0f);
      }
      return;
    }
    if (width < COLUMNS) {
      Arrays.fill(target, at, at + depth * COLUMNS, 0f);
    }
    for (int j = 0; j < width; j++) {
      int source = b.offset + k0 * b.row + (from + j) * b.column;
      for (int k = 0; k < depth; k++) {
        target[at + k * COLUMNS + j] = data[source + k * b.row];
      }
    }
  }

  /** Copies A[i.., k0..] into [depth, ROWS], zero-filled below. */
  private static void packA(Matrix a, int i, int rows, int k0, int depth, float[] target) {
    float[] data = a.data;
    for (int r = 0; r < ROWS; r++) {
      if (r >= rows) {
        for (int k = 0; k < depth; k++) {
          target[k * ROWS + r] = 0f;
        }
        continue;
      }
      int source = a.offset + (i + r) * a.row + k0 * a.column;
      for (int k = 0; k < depth; k++) {
        target[k * ROWS + r] = data[source + k * a.column];
      }
    }
  }

  /** A part of C: {@code rows} by {@code width} elements from (i, j). */
  private record Tile(Matrix c, int i, int rows, int j, int width) {
    int at(int r) {
      return c.offset + (i + r) * c.row + j;
    }
  }

  private static void block(
      Scratch scratch, float[] pb, int at, int depth, Tile tile, boolean add) {
    float[] c = tile.c.data;
    if (tile.rows == ROWS && tile.width == COLUMNS) {
      kernel(scratch.a, pb, at, depth, c, tile.at(0), tile.c.row, add);
      return;
    }
    float[] edge = scratch.c;
    for (int r = 0; add && r < tile.rows; r++) {
      System.arraycopy(c, tile.at(r), edge, r * COLUMNS, tile.width);
    }
    kernel(scratch.a, pb, at, depth, edge, 0, COLUMNS, add);
    for (int r = 0; r < tile.rows; r++) {
      System.arraycopy(edge, r * COLUMNS, c, tile.at(r), tile.width);
    }
  }

  /** Four rows by two vectors in registers. */
  private static void kernel(
      float[] a, float[] b, int at, int depth, float[] c, int c0, int stride, boolean add) {
    int c1 = c0 + stride;
    int c2 = c1 + stride;
    int c3 = c2 + stride;
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = add ? Lanes.load(c, c0) : zero;
    FloatVector s01 = add ? Lanes.load(c, c0 + WIDTH) : zero;
    FloatVector s10 = add ? Lanes.load(c, c1) : zero;
    FloatVector s11 = add ? Lanes.load(c, c1 + WIDTH) : zero;
    FloatVector s20 = add ? Lanes.load(c, c2) : zero;
    FloatVector s21 = add ? Lanes.load(c, c2 + WIDTH) : zero;
    FloatVector s30 = add ? Lanes.load(c, c3) : zero;
    FloatVector s31 = add ? Lanes.load(c, c3 + WIDTH) : zero;
    for (int k = 0, ia = 0, ib = at; k < depth; k++, ia += ROWS, ib += COLUMNS) {
      FloatVector b0 = Lanes.load(b, ib);
      FloatVector b1 = Lanes.load(b, ib + WIDTH);
      FloatVector a0 = Lanes.broadcast(a[ia]);
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      FloatVector a1 = Lanes.broadcast(a[ia + 1]);
      s10 = a1.fma(b0, s10);
      s11 = a1.fma(b1, s11);
      FloatVector a2 = Lanes.broadcast(a[ia + 2]);
      s20 = a2.fma(b0, s20);
      s21 = a2.fma(b1, s21);
      FloatVector a3 = Lanes.broadcast(a[ia + 3]);
      s30 = a3.fma(b0, s30);
      s31 = a3.fma(b1, s31);
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + WIDTH);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + WIDTH);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + WIDTH);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + WIDTH);
  }
}
