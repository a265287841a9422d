package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.KeyValueCache.LANES;
import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Attention of one query over the keys before it. Whole sequences and cached decoding both come
 * here, so their results are the same to the last bit. Keys and values come in blocks of L
 * positions, keys [D, L] and values [L, D]; a block is read to its end.
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
    return (length + LANES - 1) / LANES * LANES;
  }

  /** Where blocks lie: the i-th at {@code i-th start + offset}. */
  record Blocks(int[] starts, int offset) {
    int at(int block) {
      return starts[block] + offset;
    }
  }

  /** 1 / sqrt(D). */
  float scale() {
    return scale;
  }

  /**
   * Writes softmax(q K^T / sqrt(D)) to {@code weights} at {@code wo}; 0 from the length up to the
   * next whole vector.
   */
  void softmax(
      float[] q, int qo, float[] keys, Blocks blocks, int length, float[] weights, int wo) {
    dots(q, qo, keys, blocks, length, weights, wo);
    int end = wo + (length + WIDTH - 1) / WIDTH * WIDTH;
    for (int i = wo + length; i < end; i++) {
      weights[i] = Float.NEGATIVE_INFINITY;
    }
    float max = largest(weights, wo, end) * scale;
    float inverse = 1f / exponentials(weights, wo, end, max);
    for (int j = wo; j < end; j += WIDTH) {
      Lanes.load(weights, j).mul(inverse).intoArray(weights, j);
    }
  }

  private static float largest(float[] data, int from, int end) {
    FloatVector largest = Lanes.load(data, from);
    for (int j = from + WIDTH; j < end; j += WIDTH) {
      largest = largest.max(Lanes.load(data, j));
    }
    return Lanes.max(largest);
  }

  /** x becomes e^(scale x - max); returns the sum. */
  private float exponentials(float[] data, int from, int end, float max) {
    FloatVector total = Lanes.broadcast(0f);
    for (int j = from; j < end; j += WIDTH) {
      FloatVector e = Lanes.exp(Lanes.load(data, j).mul(scale).sub(max));
      e.intoArray(data, j);
      total = total.add(e);
    }
    return Lanes.sum(total);
  }

  /** Writes the inner products of one vector with the first columns; whole vectors of them. */
  void dots(float[] q, int qo, float[] keys, Blocks blocks, int length, float[] target, int to) {
    int end = (length + WIDTH - 1) / WIDTH * WIDTH;
    int j = 0;
    for (; j + 4 * WIDTH <= end; j += 4 * WIDTH) {
      fourDots(q, qo, keys, blocks, j, target, to + j);
    }
    for (; j < end; j += WIDTH) {
      dot(q, qo, keys, at(blocks, j)).intoArray(target, to + j);
    }
  }

  /** Where component 0 of position j is; component d is d * L further. */
  private static int at(Blocks blocks, int j) {
    return blocks.at(j / LANES) + j % LANES;
  }

  /** Inner products with L columns; two partial sums, component d in sum d mod 2. */
  private FloatVector dot(float[] q, int qo, float[] keys, int at) {
    FloatVector even = Lanes.broadcast(0f);
    FloatVector odd = even;
    for (int d = 0, k = at; d < headSize; d += 2, k += 2 * LANES) {
      even = Lanes.load(keys, k).fma(Lanes.broadcast(q[qo + d]), even);
      odd = Lanes.load(keys, k + LANES).fma(Lanes.broadcast(q[qo + d + 1]), odd);
    }
    return even.add(odd);
  }

  /** Four vectors at once, so that a component of q is read once for all; sums as in dot. */
  private void fourDots(
      float[] q, int qo, float[] keys, Blocks blocks, int j, float[] target, int to) {
    FloatVector even0 = Lanes.broadcast(0f);
    FloatVector even1 = even0;
    FloatVector even2 = even0;
    FloatVector even3 = even0;
    FloatVector odd0 = even0;
    FloatVector odd1 = even0;
    FloatVector odd2 = even0;
    FloatVector odd3 = even0;
    int at0 = at(blocks, j);
    int at1 = at(blocks, j + WIDTH);
    int at2 = at(blocks, j + 2 * WIDTH);
    int at3 = at(blocks, j + 3 * WIDTH);
    for (int d = 0; d < headSize; d += 2) {
      int even = d * LANES;
      FloatVector x = Lanes.broadcast(q[qo + d]);
      even0 = Lanes.load(keys, at0 + even).fma(x, even0);
      even1 = Lanes.load(keys, at1 + even).fma(x, even1);
      even2 = Lanes.load(keys, at2 + even).fma(x, even2);
      even3 = Lanes.load(keys, at3 + even).fma(x, even3);
      int odd = even + LANES;
      FloatVector y = Lanes.broadcast(q[qo + d + 1]);
      odd0 = Lanes.load(keys, at0 + odd).fma(y, odd0);
      odd1 = Lanes.load(keys, at1 + odd).fma(y, odd1);
      odd2 = Lanes.load(keys, at2 + odd).fma(y, odd2);
      odd3 = Lanes.load(keys, at3 + odd).fma(y, odd3);
    }
    even0.add(odd0).intoArray(target, to);
    even1.add(odd1).intoArray(target, to + WIDTH);
    even2.add(odd2).intoArray(target, to + 2 * WIDTH);
    even3.add(odd3).intoArray(target, to + 3 * WIDTH);
  }

  /** out = sum over keys of weight times row; four partial sums, key j in sum j mod 4. */
  void mix(float[] weights, int wo, float[] rows, Blocks blocks, int length, float[] out, int oo) {
    for (int d = 0; d < headSize; d += WIDTH) {
      VectorMask<Float> mask = Lanes.below(d, headSize);
      FloatVector s0 = Lanes.broadcast(0f);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      int j = 0;
      for (; j + 4 <= length; j += 4) {
        int at = blocks.at(j / LANES) + j % LANES * headSize + d;
        s0 = load(rows, at, mask).fma(Lanes.broadcast(weights[wo + j]), s0);
        s1 = load(rows, at + headSize, mask).fma(Lanes.broadcast(weights[wo + j + 1]), s1);
        s2 = load(rows, at + 2 * headSize, mask).fma(Lanes.broadcast(weights[wo + j + 2]), s2);
        s3 = load(rows, at + 3 * headSize, mask).fma(Lanes.broadcast(weights[wo + j + 3]), s3);
      }
      int at = j == length ? 0 : blocks.at(j / LANES) + j % LANES * headSize + d;
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
