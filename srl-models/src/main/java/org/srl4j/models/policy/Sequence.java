package org.srl4j.models.policy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.core.policy.Tokenizer;

/** A completion while it is being sampled. */
final class Sequence {
  final int[] prompt;
  final SplittableRandom random;

  /** Where its keys and values are while it is being decoded. */
  int slot = -1;

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

  void append(int token, float logProb, StopRule rule) {
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * count);
      logProbs = Arrays.copyOf(logProbs, 2 * count);
    }
    tokens[count] = token;
    logProbs[count++] = logProb;
    reason = rule.reason(tokens, count, length());
  }

  Completion completion(Tokenizer tokenizer) {
    int[] ids = Arrays.copyOf(tokens, count);
    return new Completion(ids, Arrays.copyOf(logProbs, count), tokenizer.decode(ids), reason);
  }
}
