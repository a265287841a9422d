package org.srl4j.core.train;

/**
 * Deterministic measure of compute, for comparisons at equal cost. Wall clock is kept apart from
 * it.
 *
 * <p>{@code weighted = promptTokens + generatedTokens + 3 trainedTokens}: a token costs one forward
 * pass when it is read or sampled, and a forward and a backward pass, about three times as much,
 * when it is trained on. Differences of attention cost by length, padding, and a policy that shares
 * the prompt's pass among a group are left out; validation is not counted.
 *
 * @param promptTokens prompt tokens of all sampled turns, each rollout's counted
 * @param generatedTokens sampled tokens
 * @param trainedTokens tokens of all sequences given to the learner, masked ones too, counted again
 *     each time they are given
 */
public record ComputeCount(long promptTokens, long generatedTokens, long trainedTokens) {

  /** Cost of a trained token in forward passes. */
  public static final int TRAINED_TOKEN_WEIGHT = 3;

  /** Nothing done yet. */
  public static final ComputeCount ZERO = new ComputeCount(0, 0, 0);

  /** Rejects negative counts. */
  public ComputeCount {
    if (promptTokens < 0 || generatedTokens < 0 || trainedTokens < 0) {
      throw new IllegalArgumentException(
          "promptTokens, generatedTokens, trainedTokens: must be at least 0, got "
              + promptTokens
              + ", "
              + generatedTokens
              + ", "
              + trainedTokens);
    }
  }

  /** The sum of both. */
  public ComputeCount plus(ComputeCount other) {
    return new ComputeCount(
        promptTokens + other.promptTokens,
        generatedTokens + other.generatedTokens,
        trainedTokens + other.trainedTokens);
  }

  /** The sum with so many more trained tokens. */
  public ComputeCount plusTrained(long tokens) {
    return plus(new ComputeCount(0, 0, tokens));
  }

  /** Prompt and generated tokens. */
  public long sampledTokens() {
    return promptTokens + generatedTokens;
  }

  /** Forward passes of one token, the unit of a compute budget. */
  public long weighted() {
    return promptTokens + generatedTokens + TRAINED_TOKEN_WEIGHT * trainedTokens;
  }
}
