package org.srl4j.core.policy;

import java.util.List;

/**
 * How completions are drawn.
 *
 * @param temperature divides the logits before the softmax; 0 = greedy; at least 0
 * @param topP smallest set of tokens whose probability reaches this is kept; in (0, 1], 1 = off
 * @param topK this many most probable tokens are kept; at least 0, 0 = off
 * @param maxNewTokens limit on sampled tokens; at least 1
 * @param stopStrings sampling ends when the completion's text ends with one of them
 */
public record SamplingConfig(
    double temperature, double topP, int topK, int maxNewTokens, List<String> stopStrings) {

  /** Checks ranges. */
  public SamplingConfig {
    stopStrings = List.copyOf(stopStrings);
    if (!(temperature >= 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException("temperature: must be at least 0, got " + temperature);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("topP: must be in (0, 1], got " + topP);
    }
    if (topK < 0) {
      throw new IllegalArgumentException("topK: must be at least 0 (0 = off), got " + topK);
    }
    if (maxNewTokens < 1) {
      throw new IllegalArgumentException("maxNewTokens: must be at least 1, got " + maxNewTokens);
    }
  }

  /** Plain sampling from the whole distribution. */
  public static SamplingConfig sampled(double temperature, int maxNewTokens, String... stops) {
    return new SamplingConfig(temperature, 1, 0, maxNewTokens, List.of(stops));
  }

  /** The most probable token at every position, ties to the smallest id. */
  public static SamplingConfig greedy(int maxNewTokens, String... stops) {
    return sampled(0, maxNewTokens, stops);
  }

  /** Whether sampling ignores its seed. */
  public boolean isGreedy() {
    return temperature == 0;
  }
}
