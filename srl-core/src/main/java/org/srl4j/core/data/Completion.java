package org.srl4j.core.data;

import java.util.Objects;

/**
 * All tokens sampled after a prompt: the thinking and the action.
 *
 * <p>The arrays are shared, not copied; nobody writes to them after construction.
 *
 * @param tokenIds [T], sampled ids in order
 * @param tokenLogProbs [T], nats, under the policy and temperature that sampled them
 * @param text the decoded text, without the end-of-sequence token
 * @param finishReason why sampling ended
 */
public record Completion(
    int[] tokenIds, float[] tokenLogProbs, String text, FinishReason finishReason) {

  /** Rejects arrays of different lengths. */
  public Completion {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(finishReason, "finishReason");
    if (tokenIds.length != tokenLogProbs.length) {
      throw new IllegalArgumentException(
          "tokenLogProbs: needs one value a token, got "
              + tokenLogProbs.length
              + " for "
              + tokenIds.length
              + " tokens");
    }
  }

  /** Number of sampled tokens, the end-of-sequence token included. */
  public int length() {
    return tokenIds.length;
  }

  /** Whether sampling was cut off by a length limit. */
  public boolean isTruncated() {
    return finishReason == FinishReason.LENGTH;
  }
}
