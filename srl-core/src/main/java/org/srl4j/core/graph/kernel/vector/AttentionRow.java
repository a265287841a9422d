package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.KeyValueCache.LANES;
import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The products of one token's heads with cached keys and values; those of {@link AttentionBlock} to
 * the last bit, so whole sequences and decoding agree. Belongs to one thread.
 */
final class AttentionRow {
  private final int heads;
  private final int group;
  private final int size;
  private final int[] headOf; // of the i-th vector of a token
  private final int[] inPage; // where the i-th vector is in a page
  private int from;
  private int length;
  private float[] weights;
  private int weightsAt;
  private int stride;

  AttentionRow(AttentionShape shape) {
    heads = shape.heads();
    group = shape.group();
    size = shape.headSize();
    int vectors = size / WIDTH; // of a head; unused where they are broken
    headOf = new int[heads * vectors];
    inPage = new int[heads * vectors];
    for (int i = 0; i < headOf.length; i++) {
      headOf[i] = i / vectors;
      inPage[i] = head(headOf[i]) + i % vectors * WIDTH;
    }
  }

  /** Whether it is made for these heads. */
  boolean fits(AttentionShape shape) {
    return heads == shape.heads() && group == shape.group() && size == shape.headSize();
  }

  /** Works on the keys [first, end); {@code first} is a multiple of L. */
  void keys(int first, int end) {
    from = first;
    length = end;
  }

  /** Where the weights lie, a row per head. */
  void weights(float[] data, int at, int step) {
    weights = data;
    weightsAt = at;
    stride = step;
  }

  private int head(int h) {
    return h / group * LANES * size;
  }

  /** Writes the inner products of all heads of a query, whole vectors of them. */
  void dots(float[] q, int at, AttentionPages keys) {
    int end = (length + WIDTH - 1) / WIDTH * WIDTH;
    for (int h = 0; h < heads; h++) {
      AttentionPages own = keys.head(head(h));
      int qo = at + h * size;
      int to = weightsAt + h * stride;
      int j = from;
      for (; j + 4 * WIDTH <= end; j += 4 * WIDTH) {
        fourDots(q, qo, own, j, to);
      }
      for (; j < end; j += WIDTH) {
        dot(q, qo, own.data(), own.column(j)).intoArray(weights, to + j);
      }
    }
  }

  private FloatVector dot(float[] q, int qo, float[] keys, int at) {
    FloatVector sum = Lanes.broadcast(0f);
    for (int d = 0, k = at; d < size; d++, k += LANES) {
      sum = Lanes.load(keys, k).fma(Lanes.broadcast(q[qo + d]), sum);
    }
    return sum;
  }

  /** Four vectors at once, so that a component of q is read once for all. */
  private void fourDots(float[] q, int qo, AttentionPages pages, int j, int to) {
    float[] keys = pages.data();
    FloatVector s0 = Lanes.broadcast(0f);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int at = pages.column(j);
    int second = pages.column(j + WIDTH) - at;
    int third = pages.column(j + 2 * WIDTH) - at;
    int fourth = pages.column(j + 3 * WIDTH) - at;
    for (int d = 0, k = at; d < size; d++, k += LANES) {
      FloatVector x = Lanes.broadcast(q[qo + d]);
      s0 = Lanes.load(keys, k).fma(x, s0);
      s1 = Lanes.load(keys, k + second).fma(x, s1);
      s2 = Lanes.load(keys, k + third).fma(x, s2);
      s3 = Lanes.load(keys, k + fourth).fma(x, s3);
    }
    s0.intoArray(weights, to + j);
    s1.intoArray(weights, to + j + WIDTH);
    s2.intoArray(weights, to + j + 2 * WIDTH);
    s3.intoArray(weights, to + j + 3 * WIDTH);
  }

  /**
   * For every head, the sum over keys of weight times value; added to what {@code out} holds of the
   * earlier keys if there are any.
   */
  void mix(AttentionPages values, float[] out, int at) {
    if (size % WIDTH == 0) {
      if (from == 0) {
        Arrays.fill(out, at, at + heads * size, 0f);
      }
      for (int j = from; j < length; j += LANES) {
        int end = Math.min(length, j + LANES);
        for (int i = 0; i < headOf.length; i += 4) {
          mixFour(values, j, end, i, out, at);
        }
      }
      return;
    }
    for (int h = 0; h < heads; h++) {
      for (int d = 0; d < size; d += WIDTH) {
        mixBroken(values.head(head(h)), h, d, out, at + h * size + d);
      }
    }
  }

  /**
   * Adds the keys [j, end) of one page to four vectors of the output, of one or several heads; the
   * last may stand in for missing ones. One loop: of two nested ones C2 allocates the sums.
   */
  private void mixFour(AttentionPages values, int j, int end, int i, float[] out, int at) {
    int last = headOf.length - 1;
    int i1 = Math.min(last, i + 1);
    int i2 = Math.min(last, i + 2);
    int i3 = Math.min(last, i + 3);
    int w0 = weightsAt + headOf[i] * stride;
    int w1 = weightsAt + headOf[i1] * stride;
    int w2 = weightsAt + headOf[i2] * stride;
    int w3 = weightsAt + headOf[i3] * stride;
    int page = values.block(j / LANES);
    int v0 = inPage[i];
    int v1 = inPage[i1];
    int v2 = inPage[i2];
    int v3 = inPage[i3];
    FloatVector s0 = Lanes.load(out, at + i * WIDTH);
    FloatVector s1 = Lanes.load(out, at + i1 * WIDTH);
    FloatVector s2 = Lanes.load(out, at + i2 * WIDTH);
    FloatVector s3 = Lanes.load(out, at + i3 * WIDTH);
    float[] rows = values.data();
    float[] w = weights;
    for (int k = j, r = page; k < end; k++, r += size) {
      s0 = Lanes.load(rows, r + v0).fma(Lanes.broadcast(w[w0 + k]), s0);
      s1 = Lanes.load(rows, r + v1).fma(Lanes.broadcast(w[w1 + k]), s1);
      s2 = Lanes.load(rows, r + v2).fma(Lanes.broadcast(w[w2 + k]), s2);
      s3 = Lanes.load(rows, r + v3).fma(Lanes.broadcast(w[w3 + k]), s3);
    }
    s0.intoArray(out, at + i * WIDTH);
    s1.intoArray(out, at + i1 * WIDTH);
    s2.intoArray(out, at + i2 * WIDTH);
    s3.intoArray(out, at + i3 * WIDTH);
  }

  /** One vector of a head that has no whole number of them, from key 0 on. */
  private void mixBroken(AttentionPages values, int h, int d, float[] out, int oo) {
    VectorMask<Float> mask = Lanes.below(d, size);
    FloatVector sum = Lanes.broadcast(0f);
    for (int j = 0; j < length; j++) {
      int at = values.block(j / LANES) + j % LANES * size + d;
      float weight = weights[weightsAt + h * stride + j];
      sum = Lanes.load(values.data(), at, mask).fma(Lanes.broadcast(weight), sum);
    }
    Lanes.storeFirst(sum, out, oo, size - d);
  }
}
