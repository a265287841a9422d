package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.srl4j.core.graph.kernel.vector.AttentionRow.Blocks;

/**
 * What {@link AttentionRow} does, for several queries at once, so that a key or value that was read
 * serves all of them. Every sum has the order that it has there, so the bits are the same.
 */
final class AttentionTile {
  /** Queries whose inner products are made together. */
  static final int ROWS = 4;

  private final int headSize;

  AttentionTile(int headSize) {
    this.headSize = headSize;
  }

  /** D-vectors of one head, a row a token. */
  record Rows(float[] data, int offset, int stride) {
    int at(int t) {
      return offset + t * stride;
    }
  }

  /** Where a matrix with a row a query begins, and its stride. */
  record Target(float[] data, int offset, int stride) {
    int at(int row) {
      return offset + row * stride;
    }
  }

  /**
   * Inner products of up to {@link #ROWS} rows with the first columns, whole vectors of them.
   *
   * @param first row; the last of {@code count} stands in for missing ones
   * @param target row r of the matrix takes the products of row first + r
   */
  void dots(
      Rows rows, int first, int count, float[] keys, Blocks blocks, int length, Target target) {
    int end = (length + WIDTH - 1) / WIDTH * WIDTH;
    int j = 0;
    for (; j + 2 * WIDTH <= end; j += 2 * WIDTH) {
      twoVectors(rows, first, count - 1, keys, blocks, j, target);
    }
    if (j < end) {
      oneVector(rows, first, count - 1, keys, AttentionRow.at(blocks, j), j, target);
    }
  }

  private void twoVectors(
      Rows rows, int first, int last, float[] keys, Blocks blocks, int j, Target target) {
    float[] q = rows.data;
    int q0 = rows.at(first);
    int q1 = rows.at(first + Math.min(1, last));
    int q2 = rows.at(first + Math.min(2, last));
    int q3 = rows.at(first + Math.min(3, last));
    FloatVector a0 = Lanes.broadcast(0f);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    int ka = AttentionRow.at(blocks, j);
    int kb = AttentionRow.at(blocks, j + WIDTH);
    for (int d = 0; d < headSize; d++) {
      FloatVector ya = Lanes.load(keys, ka + d * AttentionRow.COLUMN);
      FloatVector yb = Lanes.load(keys, kb + d * AttentionRow.COLUMN);
      FloatVector x0 = Lanes.broadcast(q[q0 + d]);
      a0 = ya.fma(x0, a0);
      b0 = yb.fma(x0, b0);
      FloatVector x1 = Lanes.broadcast(q[q1 + d]);
      a1 = ya.fma(x1, a1);
      b1 = yb.fma(x1, b1);
      FloatVector x2 = Lanes.broadcast(q[q2 + d]);
      a2 = ya.fma(x2, a2);
      b2 = yb.fma(x2, b2);
      FloatVector x3 = Lanes.broadcast(q[q3 + d]);
      a3 = ya.fma(x3, a3);
      b3 = yb.fma(x3, b3);
    }
    float[] out = target.data;
    a0.intoArray(out, target.at(0) + j);
    b0.intoArray(out, target.at(0) + j + WIDTH);
    a1.intoArray(out, target.at(Math.min(1, last)) + j);
    b1.intoArray(out, target.at(Math.min(1, last)) + j + WIDTH);
    a2.intoArray(out, target.at(Math.min(2, last)) + j);
    b2.intoArray(out, target.at(Math.min(2, last)) + j + WIDTH);
    a3.intoArray(out, target.at(Math.min(3, last)) + j);
    b3.intoArray(out, target.at(Math.min(3, last)) + j + WIDTH);
  }

  private void oneVector(
      Rows rows, int first, int last, float[] keys, int at, int j, Target target) {
    float[] q = rows.data;
    int q0 = rows.at(first);
    int q1 = rows.at(first + Math.min(1, last));
    int q2 = rows.at(first + Math.min(2, last));
    int q3 = rows.at(first + Math.min(3, last));
    FloatVector a0 = Lanes.broadcast(0f);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    for (int d = 0, k = at; d < headSize; d++, k += AttentionRow.COLUMN) {
      FloatVector y = Lanes.load(keys, k);
      a0 = y.fma(Lanes.broadcast(q[q0 + d]), a0);
      a1 = y.fma(Lanes.broadcast(q[q1 + d]), a1);
      a2 = y.fma(Lanes.broadcast(q[q2 + d]), a2);
      a3 = y.fma(Lanes.broadcast(q[q3 + d]), a3);
    }
    float[] out = target.data;
    a0.intoArray(out, target.at(0) + j);
    a1.intoArray(out, target.at(Math.min(1, last)) + j);
    a2.intoArray(out, target.at(Math.min(2, last)) + j);
    a3.intoArray(out, target.at(Math.min(3, last)) + j);
  }

  /**
   * Two rows of weights times values; the first has one key fewer, whose weight must be 0.
   *
   * @param weights rows 0 and 1 are read
   * @param length keys of the second row
   * @param out rows {@code first} and {@code first + 1} are written
   */
  void mixTwo(Target weights, float[] values, Blocks blocks, int length, Rows out, int first) {
    for (int d = 0; d < headSize; d += WIDTH) {
      mixTwo(weights, values, blocks, length, out, first, d);
    }
  }

  private void mixTwo(
      Target weights, float[] values, Blocks blocks, int length, Rows out, int first, int d) {
    VectorMask<Float> mask = Lanes.below(d, headSize);
    boolean whole = headSize % WIDTH == 0;
    float[] w = weights.data;
    int u = weights.at(0);
    int v = weights.at(1);
    FloatVector s0 = Lanes.broadcast(0f);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector r0 = s0;
    FloatVector r1 = s0;
    FloatVector r2 = s0;
    FloatVector r3 = s0;
    int j = 0;
    for (; j + 4 <= length; j += 4) {
      int at = AttentionRow.rowAt(blocks, j, headSize) + d;
      FloatVector y0 = load(values, at, mask, whole);
      FloatVector y1 = load(values, at + headSize, mask, whole);
      FloatVector y2 = load(values, at + 2 * headSize, mask, whole);
      FloatVector y3 = load(values, at + 3 * headSize, mask, whole);
      s0 = y0.fma(Lanes.broadcast(w[u + j]), s0);
      s1 = y1.fma(Lanes.broadcast(w[u + j + 1]), s1);
      s2 = y2.fma(Lanes.broadcast(w[u + j + 2]), s2);
      s3 = y3.fma(Lanes.broadcast(w[u + j + 3]), s3);
      r0 = y0.fma(Lanes.broadcast(w[v + j]), r0);
      r1 = y1.fma(Lanes.broadcast(w[v + j + 1]), r1);
      r2 = y2.fma(Lanes.broadcast(w[v + j + 2]), r2);
      r3 = y3.fma(Lanes.broadcast(w[v + j + 3]), r3);
    }
    int at = j == length ? 0 : AttentionRow.rowAt(blocks, j, headSize) + d;
    if (j < length) {
      FloatVector y = load(values, at, mask, whole);
      s0 = y.fma(Lanes.broadcast(w[u + j]), s0);
      r0 = y.fma(Lanes.broadcast(w[v + j]), r0);
    }
    if (j + 1 < length) {
      FloatVector y = load(values, at + headSize, mask, whole);
      s1 = y.fma(Lanes.broadcast(w[u + j + 1]), s1);
      r1 = y.fma(Lanes.broadcast(w[v + j + 1]), r1);
    }
    if (j + 2 < length) {
      FloatVector y = load(values, at + 2 * headSize, mask, whole);
      s2 = y.fma(Lanes.broadcast(w[u + j + 2]), s2);
      r2 = y.fma(Lanes.broadcast(w[v + j + 2]), r2);
    }
    int rest = headSize - d;
    Lanes.storeFirst(s0.add(s1).add(s2.add(s3)), out.data, out.at(first) + d, rest);
    Lanes.storeFirst(r0.add(r1).add(r2.add(r3)), out.data, out.at(first + 1) + d, rest);
  }

  private static FloatVector load(float[] rows, int at, VectorMask<Float> mask, boolean whole) {
    return whole ? Lanes.load(rows, at) : Lanes.load(rows, at, mask);
  }
}
