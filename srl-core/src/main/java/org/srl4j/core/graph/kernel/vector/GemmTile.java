package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.vector.Lanes.SPECIES;
import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * A tile of a product, held in registers: {@link #ROWS} rows, or half of them, by two vectors.
 * Where there are fewer rows, the last one stands in for the missing ones: it is computed again and
 * written again, to the same bits.
 */
final class GemmTile {
  /** Rows of a tile: eight where vectors are so wide that there are 32 registers for them. */
  static final int ROWS = WIDTH >= 16 ? 8 : 4;

  static final int COLUMNS = 2 * WIDTH;

  private float[] a;
  private int aAt;
  private int rowOfA;
  private int columnOfA;
  private int rows;
  private float[] b;
  private int bAt;
  private int secondOfB;
  private int rowOfB;
  private int depth;
  private boolean add;

  /** What is summed over: so many k, added to C or written over it. */
  void sum(int length, boolean accumulate) {
    depth = length;
    add = accumulate;
  }

  /** The rows of A, from an element on; a row and a column are so far from the next. */
  void left(float[] data, int at, int row, int column, int count) {
    a = data;
    aAt = at;
    rowOfA = row;
    columnOfA = column;
    rows = count;
  }

  /** Advances the left matrix A by {@code columns}. */
  void skip(int columns) {
    aAt += columns * columnOfA;
  }

  /** The columns of B, two vectors a row. */
  void right(float[] data, int at, int row) {
    right(data, at, at + WIDTH, row);
  }

  /** The columns of B, two vectors a row that need not lie side by side. */
  void right(float[] data, int at, int second, int row) {
    b = data;
    bAt = at;
    secondOfB = second - at;
    rowOfB = row;
  }

  /** Writes the tile to {@code c[at..]}, or adds it to what is there. */
  void multiply(float[] c, int at, int stride) {
    if (rows > 4) {
      eight(c, at, stride);
    } else {
      four(c, at, stride);
    }
  }

  /** The same for the first vector alone. */
  void multiplyNarrow(float[] c, int at, int stride) {
    if (rows > 4) {
      eightNarrow(c, at, stride);
    } else {
      fourNarrow(c, at, stride);
    }
  }

  private FloatVector start(float[] c, int at) {
    return add ? Lanes.load(c, at) : FloatVector.zero(SPECIES);
  }

  /** Up to four rows. */
  private void four(float[] c, int at, int stride) {
    float[] x = a;
    float[] y = b;
    int last = rows - 1;
    int step = columnOfA;
    int stepB = rowOfB;
    int second = secondOfB;
    int i0 = aAt;
    int c0 = at;
    int i1 = aAt + Math.min(1, last) * rowOfA;
    int c1 = at + Math.min(1, last) * stride;
    int i2 = aAt + Math.min(2, last) * rowOfA;
    int c2 = at + Math.min(2, last) * stride;
    int i3 = aAt + Math.min(3, last) * rowOfA;
    int c3 = at + Math.min(3, last) * stride;
    FloatVector s00 = start(c, c0);
    FloatVector s01 = start(c, c0 + WIDTH);
    FloatVector s10 = start(c, c1);
    FloatVector s11 = start(c, c1 + WIDTH);
    FloatVector s20 = start(c, c2);
    FloatVector s21 = start(c, c2 + WIDTH);
    FloatVector s30 = start(c, c3);
    FloatVector s31 = start(c, c3 + WIDTH);
    for (int k = 0, p = 0, q = bAt; k < depth; k++, p += step, q += stepB) {
      FloatVector y0 = Lanes.load(y, q);
      FloatVector y1 = Lanes.load(y, q + second);
      s00 = Lanes.broadcast(x[i0 + p]).fma(y0, s00);
      s01 = Lanes.broadcast(x[i0 + p]).fma(y1, s01);
      s10 = Lanes.broadcast(x[i1 + p]).fma(y0, s10);
      s11 = Lanes.broadcast(x[i1 + p]).fma(y1, s11);
      s20 = Lanes.broadcast(x[i2 + p]).fma(y0, s20);
      s21 = Lanes.broadcast(x[i2 + p]).fma(y1, s21);
      s30 = Lanes.broadcast(x[i3 + p]).fma(y0, s30);
      s31 = Lanes.broadcast(x[i3 + p]).fma(y1, s31);
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

  /** Five to eight rows. */
  private void eight(float[] c, int at, int stride) {
    float[] x = a;
    float[] y = b;
    int last = rows - 1;
    int step = columnOfA;
    int stepB = rowOfB;
    int second = secondOfB;
    int i0 = aAt;
    int c0 = at;
    int i1 = aAt + Math.min(1, last) * rowOfA;
    int c1 = at + Math.min(1, last) * stride;
    int i2 = aAt + Math.min(2, last) * rowOfA;
    int c2 = at + Math.min(2, last) * stride;
    int i3 = aAt + Math.min(3, last) * rowOfA;
    int c3 = at + Math.min(3, last) * stride;
    int i4 = aAt + Math.min(4, last) * rowOfA;
    int c4 = at + Math.min(4, last) * stride;
    int i5 = aAt + Math.min(5, last) * rowOfA;
    int c5 = at + Math.min(5, last) * stride;
    int i6 = aAt + Math.min(6, last) * rowOfA;
    int c6 = at + Math.min(6, last) * stride;
    int i7 = aAt + Math.min(7, last) * rowOfA;
    int c7 = at + Math.min(7, last) * stride;
    FloatVector s00 = start(c, c0);
    FloatVector s01 = start(c, c0 + WIDTH);
    FloatVector s10 = start(c, c1);
    FloatVector s11 = start(c, c1 + WIDTH);
    FloatVector s20 = start(c, c2);
    FloatVector s21 = start(c, c2 + WIDTH);
    FloatVector s30 = start(c, c3);
    FloatVector s31 = start(c, c3 + WIDTH);
    FloatVector s40 = start(c, c4);
    FloatVector s41 = start(c, c4 + WIDTH);
    FloatVector s50 = start(c, c5);
    FloatVector s51 = start(c, c5 + WIDTH);
    FloatVector s60 = start(c, c6);
    FloatVector s61 = start(c, c6 + WIDTH);
    FloatVector s70 = start(c, c7);
    FloatVector s71 = start(c, c7 + WIDTH);
    for (int k = 0, p = 0, q = bAt; k < depth; k++, p += step, q += stepB) {
      FloatVector y0 = Lanes.load(y, q);
      FloatVector y1 = Lanes.load(y, q + second);
      s00 = Lanes.broadcast(x[i0 + p]).fma(y0, s00);
      s01 = Lanes.broadcast(x[i0 + p]).fma(y1, s01);
      s10 = Lanes.broadcast(x[i1 + p]).fma(y0, s10);
      s11 = Lanes.broadcast(x[i1 + p]).fma(y1, s11);
      s20 = Lanes.broadcast(x[i2 + p]).fma(y0, s20);
      s21 = Lanes.broadcast(x[i2 + p]).fma(y1, s21);
      s30 = Lanes.broadcast(x[i3 + p]).fma(y0, s30);
      s31 = Lanes.broadcast(x[i3 + p]).fma(y1, s31);
      s40 = Lanes.broadcast(x[i4 + p]).fma(y0, s40);
      s41 = Lanes.broadcast(x[i4 + p]).fma(y1, s41);
      s50 = Lanes.broadcast(x[i5 + p]).fma(y0, s50);
      s51 = Lanes.broadcast(x[i5 + p]).fma(y1, s51);
      s60 = Lanes.broadcast(x[i6 + p]).fma(y0, s60);
      s61 = Lanes.broadcast(x[i6 + p]).fma(y1, s61);
      s70 = Lanes.broadcast(x[i7 + p]).fma(y0, s70);
      s71 = Lanes.broadcast(x[i7 + p]).fma(y1, s71);
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + WIDTH);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + WIDTH);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + WIDTH);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + WIDTH);
    s40.intoArray(c, c4);
    s41.intoArray(c, c4 + WIDTH);
    s50.intoArray(c, c5);
    s51.intoArray(c, c5 + WIDTH);
    s60.intoArray(c, c6);
    s61.intoArray(c, c6 + WIDTH);
    s70.intoArray(c, c7);
    s71.intoArray(c, c7 + WIDTH);
  }

  /** Up to four rows, one vector. */
  private void fourNarrow(float[] c, int at, int stride) {
    float[] x = a;
    float[] y = b;
    int last = rows - 1;
    int step = columnOfA;
    int stepB = rowOfB;
    int i0 = aAt;
    int c0 = at;
    int i1 = aAt + Math.min(1, last) * rowOfA;
    int c1 = at + Math.min(1, last) * stride;
    int i2 = aAt + Math.min(2, last) * rowOfA;
    int c2 = at + Math.min(2, last) * stride;
    int i3 = aAt + Math.min(3, last) * rowOfA;
    int c3 = at + Math.min(3, last) * stride;
    FloatVector s0 = start(c, c0);
    FloatVector s1 = start(c, c1);
    FloatVector s2 = start(c, c2);
    FloatVector s3 = start(c, c3);
    for (int k = 0, p = 0, q = bAt; k < depth; k++, p += step, q += stepB) {
      FloatVector row = Lanes.load(y, q);
      s0 = Lanes.broadcast(x[i0 + p]).fma(row, s0);
      s1 = Lanes.broadcast(x[i1 + p]).fma(row, s1);
      s2 = Lanes.broadcast(x[i2 + p]).fma(row, s2);
      s3 = Lanes.broadcast(x[i3 + p]).fma(row, s3);
    }
    s0.intoArray(c, c0);
    s1.intoArray(c, c1);
    s2.intoArray(c, c2);
    s3.intoArray(c, c3);
  }

  /** Five to eight rows, one vector. */
  private void eightNarrow(float[] c, int at, int stride) {
    float[] x = a;
    float[] y = b;
    int last = rows - 1;
    int step = columnOfA;
    int stepB = rowOfB;
    int i0 = aAt;
    int c0 = at;
    int i1 = aAt + Math.min(1, last) * rowOfA;
    int c1 = at + Math.min(1, last) * stride;
    int i2 = aAt + Math.min(2, last) * rowOfA;
    int c2 = at + Math.min(2, last) * stride;
    int i3 = aAt + Math.min(3, last) * rowOfA;
    int c3 = at + Math.min(3, last) * stride;
    int i4 = aAt + Math.min(4, last) * rowOfA;
    int c4 = at + Math.min(4, last) * stride;
    int i5 = aAt + Math.min(5, last) * rowOfA;
    int c5 = at + Math.min(5, last) * stride;
    int i6 = aAt + Math.min(6, last) * rowOfA;
    int c6 = at + Math.min(6, last) * stride;
    int i7 = aAt + Math.min(7, last) * rowOfA;
    int c7 = at + Math.min(7, last) * stride;
    FloatVector s0 = start(c, c0);
    FloatVector s1 = start(c, c1);
    FloatVector s2 = start(c, c2);
    FloatVector s3 = start(c, c3);
    FloatVector s4 = start(c, c4);
    FloatVector s5 = start(c, c5);
    FloatVector s6 = start(c, c6);
    FloatVector s7 = start(c, c7);
    for (int k = 0, p = 0, q = bAt; k < depth; k++, p += step, q += stepB) {
      FloatVector row = Lanes.load(y, q);
      s0 = Lanes.broadcast(x[i0 + p]).fma(row, s0);
      s1 = Lanes.broadcast(x[i1 + p]).fma(row, s1);
      s2 = Lanes.broadcast(x[i2 + p]).fma(row, s2);
      s3 = Lanes.broadcast(x[i3 + p]).fma(row, s3);
      s4 = Lanes.broadcast(x[i4 + p]).fma(row, s4);
      s5 = Lanes.broadcast(x[i5 + p]).fma(row, s5);
      s6 = Lanes.broadcast(x[i6 + p]).fma(row, s6);
      s7 = Lanes.broadcast(x[i7 + p]).fma(row, s7);
    }
    s0.intoArray(c, c0);
    s1.intoArray(c, c1);
    s2.intoArray(c, c2);
    s3.intoArray(c, c3);
    s4.intoArray(c, c4);
    s5.intoArray(c, c5);
    s6.intoArray(c, c6);
    s7.intoArray(c, c7);
  }
}
