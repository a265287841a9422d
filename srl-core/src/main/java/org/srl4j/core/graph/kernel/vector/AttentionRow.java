package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Attention of one query over the keys before it. Whole sequences and cached decoding both come
 * here, so their results are the same to the last bit. Keys are read transposed, [D, stride], and
 * may be read up to a vector past the last key; values are rows, [length, D].
 */
final class AttentionRow {
  private final int headSize;
  private final float scale;

  AttentionRow(int headSize) {
    this.headSize = headSize;
    this.scale = (float) (1.0 / Math.sqrt(headSize));
  }

  /** Elements a row of weights needs for this many keys. */
  static int padded(int length) {
    return (length + WIDTH - 1) / WIDTH * WIDTH;
  }

  /** One head's keys or values: component d of position j is at {@code offset + d * stride + j}. */
  record Columns(float[] data, int offset, int stride) {}

  /** 1 / sqrt(D). */
  float scale() {
    return scale;
  }

  /**
   * Writes softmax(q K^T / sqrt(D)) to {@code weights} at {@code wo}; 0 from the length up to the
   * next whole vector.
   */
  void softmax(float[] q, int qo, Columns keys, int length, float[] weights, int wo) {
    dots(q, qo, keys, length, weights, wo);
    int last = (length - 1) / WIDTH * WIDTH;
    FloatVector infinity = Lanes.broadcast(Float.NEGATIVE_INFINITY);
    FloatVector end = infinity.blend(Lanes.load(weights, wo + last), Lanes.below(last, length));
    end.intoArray(weights, wo + last);
    FloatVector largest = end;
    for (int j = 0; j < last; j += WIDTH) {
      largest = largest.max(Lanes.load(weights, wo + j));
    }
    // max(s x) = s max(x) to the last bit, as scaling is monotonic.
    float max = Lanes.max(largest) * scale;
    FloatVector total = Lanes.broadcast(0f);
    for (int j = 0; j <= last; j += WIDTH) {
      FloatVector e = Lanes.exp(Lanes.load(weights, wo + j).mul(scale).sub(max));
      e.intoArray(weights, wo + j);
      total = total.add(e);
    }
    float inverse = 1f / Lanes.sum(total);
    for (int j = 0; j <= last; j += WIDTH) {
      Lanes.load(weights, wo + j).mul(inverse).intoArray(weights, wo + j);
    }
  }

  /** Writes the inner products of one vector with the first columns; whole vectors of them. */
  void dots(float[] q, int qo, Columns columns, int length, float[] target, int to) {
    int whole = padded(length);
    int j = 0;
    for (; j + 4 * WIDTH <= whole; j += 4 * WIDTH) {
      fourDots(q, qo, columns, j, target, to + j);
    }
    for (; j < whole; j += WIDTH) {
      dot(q, qo, columns, j).intoArray(target, to + j);
    }
  }

  /** Four vectors at once, so that a component of q is read once for all; sums as in dot. */
  private void fourDots(float[] q, int qo, Columns columns, int j, float[] target, int to) {
    FloatVector even0 = Lanes.broadcast(0f);
    FloatVector even1 = even0;
    FloatVector even2 = even0;
    FloatVector even3 = even0;
    FloatVector odd0 = even0;
    FloatVector odd1 = even0;
    FloatVector odd2 = even0;
    FloatVector odd3 = even0;
    float[] data = columns.data;
    int stride = columns.stride;
    int at = columns.offset + j;
    for (int d = 0; d < headSize; d += 2, at += 2 * stride) {
      FloatVector x = Lanes.broadcast(q[qo + d]);
      even0 = Lanes.load(data, at).fma(x, even0);
      even1 = Lanes.load(data, at + WIDTH).fma(x, even1);
      even2 = Lanes.load(data, at + 2 * WIDTH).fma(x, even2);
      even3 = Lanes.load(data, at + 3 * WIDTH).fma(x, even3);
      FloatVector y = Lanes.broadcast(q[qo + d + 1]);
      int next = at + stride;
      odd0 = Lanes.load(data, next).fma(y, odd0);
      odd1 = Lanes.load(data, next + WIDTH).fma(y, odd1);
      odd2 = Lanes.load(data, next + 2 * WIDTH).fma(y, odd2);
      odd3 = Lanes.load(data, next + 3 * WIDTH).fma(y, odd3);
    }
    even0.add(odd0).intoArray(target, to);
    even1.add(odd1).intoArray(target, to + WIDTH);
    even2.add(odd2).intoArray(target, to + 2 * WIDTH);
    even3.add(odd3).intoArray(target, to + 3 * WIDTH);
  }

  /** Inner products of one vector with the columns j .. j + width. */
  private FloatVector dot(float[] q, int qo, Columns columns, int j) {
    FloatVector even = Lanes.broadcast(0f);
    FloatVector odd = even;
    float[] data = columns.data;
    int stride = columns.stride;
    int at = columns.offset + j;
    for (int d = 0; d < headSize; d += 2, at += 2 * stride) {
      even = Lanes.load(data, at).fma(Lanes.broadcast(q[qo + d]), even);
      odd = Lanes.load(data, at + stride).fma(Lanes.broadcast(q[qo + d + 1]), odd);
    }
    return even.add(odd);
  }

  /** out = sum over keys of weight times row; four partial sums, key j in sum j mod 4. */
  void mix(float[] weights, int wo, float[] rows, int ro, int length, float[] out, int oo) {
    for (int d = 0; d < headSize; d += WIDTH) {
      VectorMask<Float> mask = Lanes.below(d, headSize);
      FloatVector s0 = Lanes.broadcast(0f);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      int j = 0;
      int at = ro + d;
      for (; j + 4 <= length; j += 4, at += 4 * headSize) {
        s0 = load(rows, at, mask).fma(Lanes.broadcast(weights[wo + j]), s0);
        s1 = load(rows, at + headSize, mask).fma(Lanes.broadcast(weights[wo + j + 1]), s1);
        s2 = load(rows, at + 2 * headSize, mask).fma(Lanes.broadcast(weights[wo + j + 2]), s2);
        s3 = load(rows, at + 3 * headSize, mask).fma(Lanes.broadcast(weights[wo + j + 3]), s3);
      }
      if (j < length) {
        s0 = load(rows, at, mask).fma(Lanes.broadcast(weights[wo + j]), s0);
      }
      if (j + 1 < length) {
        s1 = load(rows, at + headSize, mask).fma(Lanes.broadcast(weights[wo + j + 1]), s1);
      }
      if (j + 2 < length) {
        s2 = load(rows, at + 2 * headSize, mask).fma(Lanes.broadcast(weights[wo + j + 2]), s2);
      }
      Lanes.storeFirst(s0.add(s1).add(s2.add(s3)), out, oo + d, headSize - d);
    }
  }

  private FloatVector load(float[] rows, int at, VectorMask<Float> mask) {
    return headSize % WIDTH == 0 ? Lanes.load(rows, at) : Lanes.load(rows, at, mask);
  }
}
