package org.srl4j.core.graph.kernel.vector;

import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector shape and the few functions all kernels share. Sums over lanes and the exponential are
 * written out so that interpreted and compiled code give the same bits.
 */
final class Lanes {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int WIDTH = SPECIES.length();

  private static final float LOG2_E = 1.442695041f;
  private static final float LN2_HIGH = 0.693359375f;
  private static final float LN2_LOW = -2.12194440e-4f;
  private static final float ROUND = 12582912f; // 1.5 * 2^23: adding it rounds to an integer
  private static final float SMALLEST = -87.3f;
  private static final float LEAST = -75f;
  private static final float LARGEST = 88f;

  /** Masks of the first n lanes, for n = 0 .. width. */
  private static final List<VectorMask<Float>> MASKS =
      IntStream.rangeClosed(0, WIDTH).mapToObj(n -> SPECIES.indexInRange(0, n)).toList();

  @SuppressWarnings("unchecked")
  private static final VectorMask<Float>[] FIRST =
      (VectorMask<Float>[]) MASKS.toArray(new VectorMask<?>[0]);

  private static final VectorShuffle<Float> BY_8 = turned(8);
  private static final VectorShuffle<Float> BY_4 = turned(4);
  private static final VectorShuffle<Float> BY_2 = turned(2);
  private static final VectorShuffle<Float> BY_1 = turned(1);

  private Lanes() {}

  /** Lane i takes lane i + by. */
  private static VectorShuffle<Float> turned(int by) {
    return VectorShuffle.iota(SPECIES, by, 1, true);
  }

  /** Sum of the lanes: halves are added until one is left, an order that every JIT keeps. */
  static float sum(FloatVector v) {
    FloatVector s = v;
    if (WIDTH > 8) {
      s = s.add(s.rearrange(BY_8));
    }
    if (WIDTH > 4) {
      s = s.add(s.rearrange(BY_4));
    }
    if (WIDTH > 2) {
      s = s.add(s.rearrange(BY_2));
    }
    return s.add(s.rearrange(BY_1)).lane(0);
  }

  /** Largest lane. */
  static float max(FloatVector v) {
    return v.reduceLanes(VectorOperators.MAX);
  }

  /**
   * e^x with relative error below 2e-7 (Cephes {@code expf}, Moshier 1992); 0 below -87.3, the
   * value at 88 above it.
   */
  static FloatVector exp(FloatVector x) {
    VectorMask<Float> vanishes = x.compare(VectorOperators.LT, SMALLEST);
    FloatVector bounded = x.max(SMALLEST).min(LARGEST);
    FloatVector shifted = bounded.mul(LOG2_E).add(ROUND);
    FloatVector n = shifted.sub(ROUND);
    FloatVector r = n.fma(broadcast(-LN2_HIGH), bounded);
    r = n.fma(broadcast(-LN2_LOW), r);
    FloatVector p = broadcast(1.9875691500E-4f);
    p = p.fma(r, broadcast(1.3981999507E-3f));
    p = p.fma(r, broadcast(8.3334519073E-3f));
    p = p.fma(r, broadcast(4.1665795894E-2f));
    p = p.fma(r, broadcast(1.6666665459E-1f));
    p = p.fma(r, broadcast(5.0000001201E-1f));
    FloatVector y = p.fma(r.mul(r), r).add(1f);
    IntVector scale = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    FloatVector result = y.reinterpretAsInts().add(scale).reinterpretAsFloats();
    return result.blend(0f, vanishes);
  }

  /**
   * e^x for x <= 0 with relative error below 2e-7; the value at -75 below that. No masks, so faster
   * than {@link #exp}.
   */
  static FloatVector expOfNegative(FloatVector x) {
    FloatVector bounded = x.max(broadcast(LEAST));
    FloatVector shifted = bounded.fma(broadcast(LOG2_E), broadcast(ROUND));
    FloatVector n = shifted.sub(broadcast(ROUND));
    FloatVector r = n.fma(broadcast(-LN2_HIGH), bounded);
    r = n.fma(broadcast(-LN2_LOW), r);
    FloatVector p = broadcast(1.9875691500E-4f);
    p = p.fma(r, broadcast(1.3981999507E-3f));
    p = p.fma(r, broadcast(8.3334519073E-3f));
    p = p.fma(r, broadcast(4.1665795894E-2f));
    p = p.fma(r, broadcast(1.6666665459E-1f));
    p = p.fma(r, broadcast(5.0000001201E-1f));
    FloatVector y = p.fma(r.mul(r), r).add(broadcast(1f));
    IntVector scale = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return y.reinterpretAsInts().add(scale).reinterpretAsFloats();
  }

  static FloatVector broadcast(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  static FloatVector load(float[] data, int index) {
    return FloatVector.fromArray(SPECIES, data, index);
  }

  /** Loads the lanes below a limit, 0 elsewhere. */
  static FloatVector load(float[] data, int index, VectorMask<Float> mask) {
    return FloatVector.fromArray(SPECIES, data, index, mask);
  }

  /** Lanes i with {@code start + i < end}. */
  static VectorMask<Float> below(int start, int end) {
    return FIRST[Math.min(WIDTH, end - start)];
  }

  /** Stores the first lanes only; a masked store would be slow on 17. */
  static void storeFirst(FloatVector v, float[] data, int index, int count) {
    if (count >= WIDTH) {
      v.intoArray(data, index);
      return;
    }
    for (int i = 0; i < count; i++) {
      data[index + i] = v.lane(i);
    }
  }

  /** Adds n elements of x, from xo, to those of sum, from so. */
  static void addTo(float[] sum, int so, float[] x, int xo, int n) {
    int bound = bound(n);
    for (int i = 0; i < bound; i += WIDTH) {
      load(sum, so + i).add(load(x, xo + i)).intoArray(sum, so + i);
    }
    for (int i = bound; i < n; i++) {
      sum[so + i] += x[xo + i];
    }
  }

  /** Largest multiple of the width that fits. */
  static int bound(int length) {
    return SPECIES.loopBound(length);
  }
}
