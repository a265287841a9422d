package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.srl4j.core.graph.kernel.Slice;

/**
 * Softmax over one row of logits at a temperature. All of a plan's log-probabilities come from
 * here. Thread-safe.
 */
final class SoftmaxRow {
  private final int size;
  private final float inverseTemperature;

  SoftmaxRow(int size, double temperature) {
    this.size = size;
    this.inverseTemperature = (float) (1 / temperature);
  }

  /**
   * Sums of a row: the largest scaled logit, Z = sum e^(x - max), and sum e^(x - max) (x - max).
   */
  record Sums(float max, float z, float weighted) {
    float logZ() {
      return (float) StrictMath.log(z);
    }
  }

  float inverseTemperature() {
    return inverseTemperature;
  }

  Sums sums(float[] logits, int at) {
    float max = largest(logits, at) * inverseTemperature;
    FloatVector total = Lanes.broadcast(0f);
    FloatVector weighted = Lanes.broadcast(0f);
    for (int v = 0; v < size; v += WIDTH) {
      VectorMask<Float> mask = Lanes.below(v, size);
      FloatVector x = shifted(logits, at + v, mask, max);
      FloatVector e = Lanes.exp(x).blend(0f, mask.not());
      total = total.add(e);
      weighted = e.fma(x, weighted);
    }
    return new Sums(max, Lanes.sum(total), Lanes.sum(weighted));
  }

  /** Log-probability of one entry. */
  float logProb(float[] logits, int at, int entry, Sums sums) {
    return logits[at + entry] * inverseTemperature - sums.max - sums.logZ();
  }

  /** Log-probabilities and probabilities of a row. */
  void write(float[] logits, int at, Slice logProbs, Slice probs) {
    Sums sums = sums(logits, at);
    float logZ = sums.logZ();
    float inverse = 1f / sums.z;
    for (int v = 0; v < size; v += WIDTH) {
      VectorMask<Float> mask = Lanes.below(v, size);
      FloatVector x = shifted(logits, at + v, mask, sums.max);
      Lanes.storeFirst(x.sub(logZ), logProbs.data(), logProbs.offset() + v, size - v);
      Lanes.storeFirst(Lanes.exp(x).mul(inverse), probs.data(), probs.offset() + v, size - v);
    }
  }

  /** Overwrites a row of logits by (one-hot - p) d / temperature. */
  void gradient(float[] logits, int at, int entry, float d) {
    float max = largest(logits, at) * inverseTemperature;
    FloatVector total = Lanes.broadcast(0f);
    for (int v = 0; v < size; v += WIDTH) {
      VectorMask<Float> mask = Lanes.below(v, size);
      FloatVector e = Lanes.exp(shifted(logits, at + v, mask, max));
      total = total.add(e.blend(0f, mask.not()));
      Lanes.storeFirst(e, logits, at + v, size - v);
    }
    float scale = -d * inverseTemperature / Lanes.sum(total);
    for (int v = 0; v < size; v++) {
      logits[at + v] *= scale;
    }
    logits[at + entry] += d * inverseTemperature;
  }

  private FloatVector shifted(float[] logits, int at, VectorMask<Float> mask, float max) {
    return Lanes.load(logits, at, mask).mul(inverseTemperature).sub(max);
  }

  private float largest(float[] logits, int at) {
    FloatVector max = Lanes.broadcast(Float.NEGATIVE_INFINITY);
    for (int v = 0; v < size; v += WIDTH) {
      VectorMask<Float> mask = Lanes.below(v, size);
      FloatVector x = Lanes.load(logits, at + v, mask);
      max = max.max(x.blend(Float.NEGATIVE_INFINITY, mask.not()));
    }
    return Lanes.max(max);
  }
}
