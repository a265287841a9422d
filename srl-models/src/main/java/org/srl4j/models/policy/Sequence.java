package org.srl4j.models.policy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.core.policy.Tokenizer;

/** A completion while it is being sampled. */
final class Sequence {
  /** Tokens decoded to look for a stop string; every token is at least one character. */
  private static final int STOP_WINDOW = 16;

  final int[] prompt;
  final SplittableRandom random;
  private int[] tokens = new int[32];
  private float[] logProbs = new float[32];
  private int count;
  private FinishReason reason;

  Sequence(SamplingRequest request) {
    this.prompt = request.promptIds();
    this.random = new SplittableRandom(request.seed());
  }

  /** Number of tokens, prompt included. */
  int length() {
    return prompt.length + count;
  }

  int lastToken() {
    return count == 0 ? prompt[prompt.length - 1] : tokens[count - 1];
  }

  /** All tokens so far. */
  int[] all() {
    int[] all = Arrays.copyOf(prompt, length());
    System.arraycopy(tokens, 0, all, prompt.length, count);
    return all;
  }

  boolean isFinished() {
    return reason != null;
  }

  void append(int token, float logProb, SamplingConfig config, Tokenizer tokenizer, int maxLength) {
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * count);
      logProbs = Arrays.copyOf(logProbs, 2 * count);
    }
    tokens[count] = token;
    logProbs[count++] = logProb;
    if (token == tokenizer.endOfSequenceId()) {
      reason = FinishReason.END_OF_SEQUENCE;
    } else if (endsWithStop(config, tokenizer)) {
      reason = FinishReason.STOP_STRING;
    } else if (count == config.maxNewTokens() || length() == maxLength) {
      reason = FinishReason.LENGTH;
    }
  }

  private boolean endsWithStop(SamplingConfig config, Tokenizer tokenizer) {
    if (config.stopStrings().isEmpty()) {
      return false;
    }
    int longest = config.stopStrings().stream().mapToInt(String::length).max().orElse(0);
    int from = Math.max(0, count - Math.max(STOP_WINDOW, longest));
    String tail = tokenizer.decode(Arrays.copyOfRange(tokens, from, count));
    return config.stopStrings().stream().anyMatch(tail::endsWith);
  }

  Completion completion(Tokenizer tokenizer) {
    int[] ids = Arrays.copyOf(tokens, count);
    return new Completion(ids, Arrays.copyOf(logProbs, count), tokenizer.decode(ids), reason);
  }
}
