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
    int whole = Lanes.bound(size);
    for (int v = 0; v < whole; v += WIDTH) {
      FloatVector x = shifted(Lanes.load(logits, at + v), max);
      FloatVector e = Lanes.expOfNegative(x);
      total = total.add(e);
      weighted = e.fma(x, weighted);
    }
    for (int v = whole; v < size; v += WIDTH) {
      VectorMask<Float> mask = Lanes.below(v, size);
      FloatVector x = shifted(Lanes.load(logits, at + v, mask), max);
      FloatVector e = Lanes.expOfNegative(x).blend(0f, mask.not());
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
    float[] log = logProbs.data();
    float[] p = probs.data();
    int lo = logProbs.offset();
    int po = probs.offset();
    float max = largest(logits, at) * inverseTemperature;
    shift(logits, at, max, log, lo);
    float z = exponentials(log, lo, p, po);
    float logZ = (float) StrictMath.log(z);
    for (int v = lo; v < lo + size; v++) {
      log[v] -= logZ;
    }
    scale(p, po, 1f / z);
  }

  private void shift(float[] logits, int at, float max, float[] target, int to) {
    for (int v = 0; v < size; v++) {
      target[to + v] = logits[at + v] * inverseTemperature - max;
    }
  }

  private void scale(float[] row, int at, float factor) {
    for (int v = at; v < at + size; v++) {
      row[v] *= factor;
    }
  }

  /** Writes e^x of a row of shifted logits; returns the sum. */
  private float exponentials(float[] x, int xo, float[] target, int to) {
    FloatVector total = Lanes.broadcast(0f);
    int whole = Lanes.bound(size);
    for (int v = 0; v < whole; v += WIDTH) {
      FloatVector e = Lanes.expOfNegative(Lanes.load(x, xo + v));
      e.intoArray(target, to + v);
      total = total.add(e);
    }
    for (int v = whole; v < size; v += WIDTH) {
      VectorMask<Float> mask = Lanes.below(v, size);
      FloatVector e = Lanes.expOfNegative(Lanes.load(x, xo + v, mask));
      Lanes.storeFirst(e, target, to + v, size - v);
      total = total.add(e.blend(0f, mask.not()));
    }
    return Lanes.sum(total);
  }

  /** Overwrites a row of logits by (one-hot - p) d / temperature. */
  void gradient(float[] logits, int at, int entry, float d) {
    float max = largest(logits, at) * inverseTemperature;
    shift(logits, at, max, logits, at);
    scale(logits, at, -d * inverseTemperature / exponentials(logits, at, logits, at));
    logits[at + entry] += d * inverseTemperature;
  }

  private FloatVector shifted(FloatVector logits, float max) {
    return logits.mul(Lanes.broadcast(inverseTemperature)).sub(Lanes.broadcast(max));
  }

  private float largest(float[] logits, int at) {
    FloatVector max = Lanes.broadcast(Float.NEGATIVE_INFINITY);
    int whole = Lanes.bound(size);
    for (int v = 0; v < whole; v += WIDTH) {
      max = max.max(Lanes.load(logits, at + v));
    }
    for (int v = whole; v < size; v += WIDTH) {
      VectorMask<Float> mask = Lanes.below(v, size);
      FloatVector x = Lanes.load(logits, at + v, mask);
      max = max.max(x.blend(Float.NEGATIVE_INFINITY, mask.not()));
    }
    return Lanes.max(max);
  }
}
