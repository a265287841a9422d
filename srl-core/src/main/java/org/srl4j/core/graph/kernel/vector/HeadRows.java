package org.srl4j.core.graph.kernel.vector;

import org.srl4j.core.graph.kernel.Slice;

/** Copies one head's keys or values out of [B, T, K * D], as rows or transposed. */
final class HeadRows {
  private final AttentionShape shape;
  private final int stride;
  private final float[] transposed;
  private final float[] rows;

  HeadRows(AttentionShape shape) {
    this.shape = shape;
    this.stride = AttentionRow.padded(shape.length());
    this.transposed = new float[stride * shape.headSize()];
    this.rows = new float[shape.length() * shape.headSize()];
  }

  /** One head, [D, stride]; the same array every call. */
  AttentionRow.Columns transposed(Slice source, int b, int k) {
    float[] data = source.data();
    for (int t = 0; t < shape.length(); t++) {
      int at = source.offset() + shape.keyAt(b, t, k);
      for (int d = 0; d < shape.headSize(); d++) {
        transposed[d * stride + t] = data[at + d];
      }
    }
    return new AttentionRow.Columns(transposed, 0, stride);
  }

  /** One head, [T, D]; the same array every call. */
  float[] rows(Slice source, int b, int k) {
    int d = shape.headSize();
    for (int t = 0; t < shape.length(); t++) {
      System.arraycopy(source.data(), source.offset() + shape.keyAt(b, t, k), rows, t * d, d);
    }
    return rows;
  }
}
