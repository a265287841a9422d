package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Attention of one query over the keys before it. Whole sequences and cached decoding both come
 * here, so their results are the same to the last bit. Keys are read transposed, [D, stride]; values
 * as rows, [length, D].
 */
final class AttentionRow {
  private final int headSize;
  private final float scale;
  private final float[] weights;

  /**
   * Room for one row.
   *
   * @param longest most keys a query can have
   */
  AttentionRow(int headSize, int longest) {
    this.headSize = headSize;
    this.scale = (float) (1.0 / Math.sqrt(headSize));
    this.weights = new float[(longest + WIDTH - 1) / WIDTH * WIDTH];
  }

  /** Unnormalised or normalised weights of the last call; 0 beyond its length, up to the vector. */
  float[] weights() {
    return weights;
  }

  /** Keys of one head: component d of key j is at {@code offset + d * stride + j}. */
  record Keys(float[] data, int offset, int stride) {}

  /**
   * Writes softmax(q K^T / sqrt(D)) into {@link #weights()}.
   *
   * @param length number of keys
   */
  void softmax(float[] q, int qo, Keys keys, int length) {
    FloatVector largest = Lanes.broadcast(Float.NEGATIVE_INFINITY);
    for (int j = 0; j < length; j += WIDTH) {
      VectorMask<Float> valid = Lanes.below(j, length);
      FloatVector score = dot(q, qo, keys, j, valid);
      score = score.mul(scale).blend(Float.NEGATIVE_INFINITY, valid.not());
      score.intoArray(weights, j);
      largest = largest.max(score);
    }
    float max = Lanes.max(largest);
    FloatVector total = Lanes.broadcast(0f);
    for (int j = 0; j < length; j += WIDTH) {
      FloatVector e = Lanes.exp(Lanes.load(weights, j).sub(max));
      e.intoArray(weights, j);
      total = total.add(e);
    }
    float inverse = 1f / Lanes.sum(total);
    for (int j = 0; j < length; j += WIDTH) {
      Lanes.load(weights, j).mul(inverse).intoArray(weights, j);
    }
  }

  /** Inner products of one vector with the keys j .. j + width. */
  FloatVector dot(float[] q, int qo, Keys keys, int j, VectorMask<Float> valid) {
    FloatVector sum = Lanes.broadcast(0f);
    int at = keys.offset + j;
    for (int d = 0; d < headSize; d++, at += keys.stride) {
      sum = Lanes.load(keys.data, at, valid).lanewise(
              jdk.incubator.vector.VectorOperators.FMA, Lanes.broadcast(q[qo + d]), sum);
    }
    return sum;
  }

  /** 1 / sqrt(D). */
  float scale() {
    return scale;
  }

  /** out = sum over keys of weight times value. */
  void mix(float[] values, int vo, int length, float[] out, int oo) {
    for (int d = 0; d < headSize; d += WIDTH) {
      VectorMask<Float> mask = Lanes.below(d, headSize);
      FloatVector s0 = Lanes.broadcast(0f);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      int j = 0;
      for (; j + 4 <= length; j += 4) {
        int at = vo + j * headSize + d;
        s0 = Lanes.load(values, at, mask).fma(Lanes.broadcast(weights[j]), s0);
        s1 = Lanes.load(values, at + headSize, mask).fma(Lanes.broadcast(weights[j + 1]), s1);
        s2 = Lanes.load(values, at + 2 * headSize, mask).fma(Lanes.broadcast(weights[j + 2]), s2);
        s3 = Lanes.load(values, at + 3 * headSize, mask).fma(Lanes.broadcast(weights[j + 3]), s3);
      }
      for (; j < length; j++) {
        FloatVector term = Lanes.load(values, vo + j * headSize + d, mask);
        FloatVector weight = Lanes.broadcast(weights[j]);
        switch (j & 3) {
          case 0 -> s0 = term.fma(weight, s0);
          case 1 -> s1 = term.fma(weight, s1);
          default -> s2 = term.fma(weight, s2);
        }
      }
      s0.add(s1).add(s2.add(s3)).intoArray(out, oo + d, mask);
    }
  }
}
