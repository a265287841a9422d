package org.srl4j.core.policy;

import java.util.Objects;

/**
 * What a policy says at every position of a sequence of L tokens, at temperature 1.
 *
 * @param tokenIds [L], the sequence
 * @param nextTokenLogProbs [L - 1], nats; entry t is the log-probability of token t + 1 given those
 *     up to t
 * @param likeliestIds [L], the id of highest probability after each token, ties to the smallest
 * @param entropies [L], nats, of the distribution after each token
 */
public record TokenScores(
    int[] tokenIds, double[] nextTokenLogProbs, int[] likeliestIds, double[] entropies) {

  /** Rejects arrays of lengths that do not belong together. */
  public TokenScores {
    Objects.requireNonNull(tokenIds, "tokenIds");
    int length = tokenIds.length;
    if (nextTokenLogProbs.length != length - 1
        || likeliestIds.length != length
        || entropies.length != length) {
      throw new IllegalArgumentException(
          "nextTokenLogProbs, likeliestIds, entropies: need "
              + (length - 1)
              + ", "
              + length
              + ", "
              + length
              + " values, got "
              + nextTokenLogProbs.length
              + ", "
              + likeliestIds.length
              + ", "
              + entropies.length);
    }
  }

  /** Mean of the negative log-probabilities, nats a token; NaN for a single token. */
  public double meanNegativeLogLikelihood() {
    double sum = 0;
    for (double value : nextTokenLogProbs) {
      sum -= value;
    }
    return sum / nextTokenLogProbs.length;
  }
}
