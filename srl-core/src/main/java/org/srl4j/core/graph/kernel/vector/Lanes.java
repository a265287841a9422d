package org.srl4j.core.graph.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
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
  private static final float LARGEST = 88f;

  private Lanes() {}

  /** Sum of the lanes, from the first to the last. */
  static float sum(FloatVector v) {
    float total = 0;
    for (int i = 0; i < WIDTH; i++) {
      total += v.lane(i);
    }
    return total;
  }

  /** Largest lane. */
  static float max(FloatVector v) {
    return v.reduceLanes(VectorOperators.MAX);
  }

  /**
   * e^x with relative error below 2e-7 (Cephes {@code expf}, Moshier 1992); 0 below -87.3, the value
   * at 88 above it.
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
    return SPECIES.indexInRange(start, end);
  }

  /** Largest multiple of the width that fits. */
  static int bound(int length) {
    return SPECIES.loopBound(length);
  }
}
