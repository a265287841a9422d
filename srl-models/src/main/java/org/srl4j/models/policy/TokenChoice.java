package org.srl4j.models.policy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.srl4j.core.policy.SamplingConfig;

/** Picks a token from a distribution: greedy, or by inversion after top-k and top-p. */
final class TokenChoice {
  private final SamplingConfig config;

  TokenChoice(SamplingConfig config) {
    this.config = config;
  }

  /**
   * One token.
   *
   * @param probs probabilities of all tokens at {@code offset}; they sum to 1 but for rounding
   * @param random one draw is taken unless the choice is greedy
   */
  int pick(float[] probs, int offset, int size, SplittableRandom random) {
    if (config.isGreedy()) {
      return largest(probs, offset, size);
    }
    double u = random.nextDouble();
    if (config.topK() == 0 && config.topP() == 1) {
      return invert(probs, offset, size, u * total(probs, offset, size), 0f);
    }
    float threshold = threshold(probs, offset, size);
    double kept = 0;
    for (int i = 0; i < size; i++) {
      kept += probs[offset + i] >= threshold ? probs[offset + i] : 0;
    }
    return invert(probs, offset, size, u * kept, threshold);
  }

  private static double total(float[] probs, int offset, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += probs[offset + i];
    }
    return sum;
  }

  private static int invert(float[] probs, int offset, int size, double target, float threshold) {
    double sum = 0;
    int last = 0;
    for (int i = 0; i < size; i++) {
      float p = probs[offset + i];
      if (p >= threshold && p > 0) {
        sum += p;
        last = i;
        if (sum > target) {
          return i;
        }
      }
    }
    return last;
  }

  /** Smallest probability that top-k and top-p keep; ties at it are all kept. */
  private float threshold(float[] probs, int offset, int size) {
    float[] sorted = Arrays.copyOfRange(probs, offset, offset + size);
    Arrays.sort(sorted);
    int keep = config.topK() == 0 ? size : Math.min(size, config.topK());
    double mass = 0;
    int i = size;
    while (i > size - keep) {
      mass += sorted[--i];
      if (mass >= config.topP()) {
        break;
      }
    }
    return sorted[i];
  }

  private static int largest(float[] probs, int offset, int size) {
    int best = 0;
    for (int i = 1; i < size; i++) {
      if (probs[offset + i] > probs[offset + best]) {
        best = i;
      }
    }
    return best;
  }
}
