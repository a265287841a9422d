package org.srl4j.core.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * One token sequence the learner takes a gradient on: a demonstration, or a turn of a scored
 * rollout.
 *
 * <p>All arrays have length L, one entry a token of prompt and completion together. Entry t of the
 * mask and the log-probabilities speaks of token t, predicted from the tokens before it; entry 0 is
 * never predicted and must be 0. Masks are 1 = counts.
 *
 * @param tokenIds [L], prompt then completion
 * @param lossMask [L], 1 = the token counts in the loss, 0 = it does not
 * @param oldTokenLogProbs [L], nats, of the policy that sampled; 0 where the mask is 0; all zero
 *     for a demonstration
 * @param advantage group-relative advantage of the whole rollout, no unit; 1 for a demonstration
 */
public record Experience(
    int[] tokenIds, float[] lossMask, float[] oldTokenLogProbs, double advantage) {

  /**
   * Rejects arrays of different lengths, a scored first token and an advantage that is not finite.
   */
  public Experience {
    Objects.requireNonNull(tokenIds, "tokenIds");
    if (tokenIds.length < 2) {
      throw new IllegalArgumentException(
          "tokenIds: a sequence needs at least 2 tokens, got " + tokenIds.length);
    }
    if (lossMask.length != tokenIds.length || oldTokenLogProbs.length != tokenIds.length) {
      throw new IllegalArgumentException(
          "lossMask, oldTokenLogProbs: need "
              + tokenIds.length
              + " entries, got "
              + lossMask.length
              + " and "
              + oldTokenLogProbs.length);
    }
    if (lossMask[0] != 0) {
      throw new IllegalArgumentException("lossMask: the first token is never predicted, got 1");
    }
    if (!Double.isFinite(advantage)) {
      throw new IllegalArgumentException("advantage: must be finite, got " + advantage);
    }
  }

  /** The turn of a rollout with its rollout's advantage: every completion token counts. */
  public static Experience of(Turn turn, double advantage) {
    int[] prompt = turn.promptIds();
    Completion completion = turn.completion();
    int length = prompt.length + completion.length();
    int[] ids = Arrays.copyOf(prompt, length);
    float[] mask = new float[length];
    float[] logProbs = new float[length];
    System.arraycopy(completion.tokenIds(), 0, ids, prompt.length, completion.length());
    System.arraycopy(completion.tokenLogProbs(), 0, logProbs, prompt.length, completion.length());
    Arrays.fill(mask, prompt.length, length, 1f);
    return new Experience(ids, mask, logProbs, advantage);
  }

  /** A demonstration: tokens whose mask is 1 are imitated. */
  public static Experience demonstration(int[] tokenIds, float[] lossMask) {
    return new Experience(tokenIds, lossMask, new float[tokenIds.length], 1);
  }

  /** L, the number of tokens. */
  public int length() {
    return tokenIds.length;
  }

  /** How many tokens count in the loss. */
  public int countedTokens() {
    int counted = 0;
    for (float m : lossMask) {
      counted += m == 0 ? 0 : 1;
    }
    return counted;
  }
}
