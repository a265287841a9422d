package org.srl4j.core.objective;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.srl4j.core.data.Experience;

/**
 * How per-token losses become one number, under TRL's {@code loss_type} names.
 *
 * <p>The result is one weight a token that already holds the mask and every normaliser of the whole
 * update, so the loss is the plain sum of weight times per-token loss. However the batch is cut
 * into micro-batches, their sums add up to the same loss and gradient.
 *
 * <p>Axes: B = experiences with at least one counted token, L = tokens of one experience, n_i = its
 * counted tokens, N = sum of n_i. Weight of a counted token:
 *
 * <table>
 *   <caption>Weights</caption>
 *   <tr><th>kind</th><th>weight</th><th>use</th></tr>
 *   <tr><td>GRPO</td><td>1 / (n_i B)</td><td>SRL Eq. 1: mean over rollouts of the token mean</td></tr>
 *   <tr><td>DAPO</td><td>1 / N</td><td>token mean of the update; also SFT</td></tr>
 *   <tr><td>DR_GRPO</td><td>1 / (B maxCompletionLength)</td><td>no length bias</td></tr>
 *   <tr><td>BNPO</td><td>1 / (N_block blocks)</td><td>token mean of each local batch</td></tr>
 * </table>
 *
 * <p>Differs from TRL: a fully masked experience is left out of B and counted, where TRL lets it
 * lower the mean. BNPO in TRL is normalised by one device's local batch; here the local batch is
 * the update's batch unless {@link #bnpo(int)} says otherwise, and then BNPO equals DAPO.
 *
 * @param kind which normaliser
 * @param maxCompletionLength tokens; at least 1 for DR_GRPO, else 0
 * @param localBatch consecutive experiences per block of BNPO; 0 = all, and 0 for the other kinds
 */
public record LossAggregation(Kind kind, int maxCompletionLength, int localBatch) {

  /** The normalisers. */
  public enum Kind {
    /** Mean over experiences of their token means. */
    GRPO,
    /** Mean over the update's tokens. */
    DAPO,
    /** Sum over tokens by a constant length. */
    DR_GRPO,
    /** Mean over blocks of their token means. */
    BNPO
  }

  /**
   * Weights of one batch.
   *
   * @param weights one [L] array an experience, 0 where the mask is 0; they sum to 1 but for
   *     DR_GRPO
   * @param fullyMasked experiences without a counted token; their weights are 0
   */
  public record TokenWeights(List<float[]> weights, int fullyMasked) {

    /** Copies the list. */
    public TokenWeights {
      weights = List.copyOf(weights);
    }
  }

  /** Checks that each kind has what it needs and nothing else. */
  public LossAggregation {
    Objects.requireNonNull(kind, "kind");
    if (kind == Kind.DR_GRPO ? maxCompletionLength < 1 : maxCompletionLength != 0) {
      throw new IllegalArgumentException(
          "maxCompletionLength: must be at least 1 for DR_GRPO and 0 for the other kinds, got "
              + maxCompletionLength
              + " for "
              + kind);
    }
    if (localBatch < 0 || (kind != Kind.BNPO && localBatch != 0)) {
      throw new IllegalArgumentException(
          "localBatch: must be at least 0 (0 = the whole batch), and 0 unless the kind is BNPO, got"
              + " "
              + localBatch
              + " for "
              + kind);
    }
  }

  /**
   * The aggregation of a kind; BNPO over the whole batch.
   *
   * @param kind which normaliser
   * @param maxCompletionLength tokens; Dr. GRPO divides by it
   */
  public static LossAggregation of(Kind kind, int maxCompletionLength) {
    return new LossAggregation(kind, kind == Kind.DR_GRPO ? maxCompletionLength : 0, 0);
  }

  /** Mean over experiences of their token means: Eq. 1 of the SRL paper. */
  public static LossAggregation grpo() {
    return new LossAggregation(Kind.GRPO, 0, 0);
  }

  /** Mean over all counted tokens of the update. */
  public static LossAggregation dapo() {
    return new LossAggregation(Kind.DAPO, 0, 0);
  }

  /** Sum over tokens, divided by experiences times a constant length. */
  public static LossAggregation drGrpo(int maxCompletionLength) {
    return new LossAggregation(Kind.DR_GRPO, maxCompletionLength, 0);
  }

  /**
   * Token mean of blocks of {@code localBatch} consecutive experiences, averaged; 0 = one block.
   */
  public static LossAggregation bnpo(int localBatch) {
    return new LossAggregation(Kind.BNPO, 0, localBatch);
  }

  /**
   * The weight of every token of an update's batch.
   *
   * @param batch all experiences of the update, not of one micro-batch
   * @return weights in the order of the batch
   * @throws IllegalArgumentException if no token of the batch counts
   */
  public TokenWeights weights(List<Experience> batch) {
    int[] counted = batch.stream().mapToInt(Experience::countedTokens).toArray();
    double[] perToken = perToken(counted);
    float[][] weights = new float[counted.length][];
    int masked = 0;
    for (int i = 0; i < counted.length; i++) {
      weights[i] = masked(batch.get(i).lossMask(), (float) perToken[i]);
      masked += counted[i] == 0 ? 1 : 0;
    }
    return new TokenWeights(List.of(weights), masked);
  }

  private double[] perToken(int[] counted) {
    long sequences = Arrays.stream(counted).filter(n -> n > 0).count();
    if (sequences == 0) {
      throw new IllegalArgumentException(
          "batch: none of its "
              + counted.length
              + " experiences has a token that counts (lossMask is 0 throughout)");
    }
    long tokens = sum(counted, 0, counted.length);
    double[] weights = new double[counted.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] =
          switch (kind) {
            case GRPO -> 1.0 / ((double) counted[i] * sequences);
            case DAPO -> 1.0 / tokens;
            case DR_GRPO -> 1.0 / ((double) maxCompletionLength * sequences);
            case BNPO -> blockWeight(counted, i);
          };
    }
    return weights;
  }

  private double blockWeight(int[] counted, int i) {
    int size = localBatch == 0 ? counted.length : localBatch;
    int blocks = 0;
    for (int start = 0; start < counted.length; start += size) {
      blocks += sum(counted, start, start + size) == 0 ? 0 : 1;
    }
    int start = i / size * size;
    return 1.0 / ((double) sum(counted, start, start + size) * blocks);
  }

  private static float[] masked(float[] mask, float weight) {
    float[] weights = new float[mask.length];
    for (int t = 0; t < mask.length; t++) {
      weights[t] = mask[t] == 0 ? 0 : weight;
    }
    return weights;
  }

  private static long sum(int[] values, int from, int to) {
    long sum = 0;
    for (int i = from; i < Math.min(to, values.length); i++) {
      sum += values[i];
    }
    return sum;
  }
}
