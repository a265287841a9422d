package org.srl4j.models.policy;

import java.util.SplittableRandom;
import org.srl4j.core.policy.SamplingConfig;

/**
 * Picks a token from a distribution: greedy, or by inversion after top-k and top-p. The vocabulary
 * is never sorted. One thread at a time.
 */
final class TokenChoice {
  /** Tokens between two remembered sums. */
  private static final int BLOCK = 32;

  private final SamplingConfig config;
  private final int size;
  private final double[] sums; // up to the end of every block
  private float[] heap = {};

  /**
   * A choice among tokens.
   *
   * @param size number of tokens, at least 1
   */
  TokenChoice(SamplingConfig config, int size) {
    this.config = config;
    this.size = size;
    this.sums = new double[(size + BLOCK - 1) / BLOCK];
  }

  /**
   * One token: the first at which the sum of the probabilities kept exceeds u times all of it.
   *
   * @param probs probabilities of all tokens at {@code offset}; they sum to 1 but for rounding
   * @param random one draw u is taken unless the choice is greedy
   */
  int pick(float[] probs, int offset, SplittableRandom random) {
    if (config.isGreedy()) {
      return largest(probs, offset);
    }
    double u = random.nextDouble();
    boolean all = config.topK() == 0 && config.topP() == 1;
    float threshold = all ? 0f : threshold(probs, offset);
    double kept = addUp(probs, offset, threshold);
    return invert(probs, offset, u * kept, threshold);
  }

  private double addUp(float[] probs, int offset, float threshold) {
    double sum = 0;
    for (int block = 0; block < sums.length; block++) {
      int end = offset + Math.min(size, (block + 1) * BLOCK);
      for (int i = offset + block * BLOCK; i < end; i++) {
        sum += probs[i] >= threshold ? probs[i] : 0f;
      }
      sums[block] = sum;
    }
    return sum;
  }

  private int invert(float[] probs, int offset, double target, float threshold) {
    int block = 0;
    while (block < sums.length && !(sums[block] > target)) {
      block++;
    }
    if (block == sums.length) {
      return lastPossible(probs, offset, threshold);
    }
    double sum = block == 0 ? 0 : sums[block - 1];
    int i = block * BLOCK;
    while (true) {
      sum += probs[offset + i] >= threshold ? probs[offset + i] : 0f;
      if (sum > target) {
        return i;
      }
      i++;
    }
  }

  /** Rounding put the target at the very end. */
  private int lastPossible(float[] probs, int offset, float threshold) {
    int i = size - 1;
    while (i > 0 && !(probs[offset + i] >= threshold && probs[offset + i] > 0)) {
      i--;
    }
    return i;
  }

  /** Smallest probability that top-k and top-p keep; ties at it are all kept. */
  private float threshold(float[] probs, int offset) {
    if (heap.length == 0) {
      heap = new float[size];
    }
    System.arraycopy(probs, offset, heap, 0, size);
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i, heap[i], size);
    }
    int keep = config.topK() == 0 ? size : Math.min(size, config.topK());
    double mass = heap[0];
    for (int left = size - 1; left > size - keep && mass < config.topP(); left--) {
      sink(0, heap[left], left);
      mass += heap[0];
    }
    return heap[0];
  }

  /** Puts a value at a place of the heap of {@code length} entries, or below, largest on top. */
  private void sink(int place, float value, int length) {
    int at = place;
    for (int child = 2 * at + 1; child < length; child = 2 * at + 1) {
      if (child + 1 < length && heap[child + 1] > heap[child]) {
        child++;
      }
      if (value >= heap[child]) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = value;
  }

  private int largest(float[] probs, int offset) {
    int best = 0;
    for (int i = 1; i < size; i++) {
      if (probs[offset + i] > probs[offset + best]) {
        best = i;
      }
    }
    return best;
  }
}
