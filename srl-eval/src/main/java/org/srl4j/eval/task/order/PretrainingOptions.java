package org.srl4j.eval.task.order;

import java.util.List;

/**
 * What base documents look like.
 *
 * @param lengthWeights relative frequency of documents with 1, 2, ... operations; must reach the
 *     hardest problem's number, because a policy that never saw the answer turn after that many
 *     steps does not answer there
 * @param barePrefixShare share of documents whose first j steps, j uniform in 1..#steps, are shown
 *     without their thinking and without loss: the form of the step loop; in [0, 1]
 * @param thinkDropout in all other documents, probability that a step is shown without its thinking
 *     and without loss, step by step: mixes the contexts of one-pass decoding and step loop; in [0,
 *     1), 0 = off
 */
public record PretrainingOptions(
    List<Integer> lengthWeights, double barePrefixShare, double thinkDropout) {

  /** The recipe measured with the prototype: weights 4,4,2,2,1,1,1,1, share 0.4, no dropout. */
  public static final PretrainingOptions DEFAULT =
      new PretrainingOptions(List.of(4, 4, 2, 2, 1, 1, 1, 1), 0.4, 0);

  /** Copies the weights and checks ranges. */
  public PretrainingOptions {
    lengthWeights = List.copyOf(lengthWeights);
    int longest = DigitOperation.values().length;
    boolean negative = lengthWeights.stream().anyMatch(w -> w < 0);
    int sum = lengthWeights.stream().mapToInt(Integer::intValue).sum();
    if (lengthWeights.size() > longest || negative || sum == 0) {
      throw new IllegalArgumentException(
          "lengthWeights: 1..12 weights, none negative, one positive, got " + lengthWeights);
    }
    if (!(barePrefixShare >= 0 && barePrefixShare <= 1)) {
      throw new IllegalArgumentException(
          "barePrefixShare: must be in [0, 1], got " + barePrefixShare);
    }
    if (!(thinkDropout >= 0 && thinkDropout < 1)) {
      throw new IllegalArgumentException("thinkDropout: must be in [0, 1), got " + thinkDropout);
    }
  }

  /**
   * The same with another dropout.
   *
   * @param share in [0, 1)
   * @return a copy
   */
  public PretrainingOptions withThinkDropout(double share) {
    return new PretrainingOptions(lengthWeights, barePrefixShare, share);
  }
}
