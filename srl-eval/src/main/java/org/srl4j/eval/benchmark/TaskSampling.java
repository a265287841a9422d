package org.srl4j.eval.benchmark;

import java.util.List;

/**
 * How responses are drawn unless the command line says otherwise.
 *
 * @param maxNewTokens limit of one response, tokens; at least 1
 * @param k responses a problem for avg@k; at least 1
 * @param temperature of these, above 0
 * @param topP smallest set of tokens whose probability reaches this is kept; in (0, 1], 1 = off
 * @param stopStrings a response is cut before the first of them
 */
public record TaskSampling(
    int maxNewTokens, int k, double temperature, double topP, List<String> stopStrings) {

  /** Copies the list and checks ranges. */
  public TaskSampling {
    stopStrings = List.copyOf(stopStrings);
    if (maxNewTokens < 1) {
      throw new IllegalArgumentException("maxNewTokens: must be at least 1, got " + maxNewTokens);
    }
    if (k < 1) {
      throw new IllegalArgumentException("k: must be at least 1, got " + k);
    }
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException("temperature: must be above 0, got " + temperature);
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("topP: must be in (0, 1], got " + topP);
    }
    if (stopStrings.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("stopStrings: an empty text would stop every response");
    }
  }

  /** The paper's evaluation, limits and stops of the Qwen2.5-Math harness: avg@32 at 1.0. */
  public static TaskSampling defaults() {
    return new TaskSampling(2048, 32, 1.0, 1.0, List.of("</s>", "<|im_end|>", "<|endoftext|>"));
  }
}
