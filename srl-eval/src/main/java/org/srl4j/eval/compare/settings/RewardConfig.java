package org.srl4j.eval.compare.settings;

import java.util.Objects;
import org.srl4j.core.reward.FormatGate;
import org.srl4j.core.reward.Granularity;
import org.srl4j.core.reward.SequenceMatcherSimilarity;
import org.srl4j.core.reward.Similarities;
import org.srl4j.core.reward.Similarity;
import org.srl4j.core.reward.StepSimilarityReward;

/**
 * The reward of step-wise methods.
 *
 * @param similarity name of the measure, see {@code srl score --help}; the paper's is
 *     sequence-matcher
 * @param autojunk difflib's heuristic for texts of 200 elements and more; for sequence-matcher only
 * @param granularity what is compared: characters (code points) or tokens (words)
 * @param formatPenalty reward of a completion that violates the format; the paper's is -1
 */
public record RewardConfig(
    String similarity, boolean autojunk, Granularity granularity, double formatPenalty) {
  private static final String SEQUENCE_MATCHER = "sequence-matcher";

  /** Rejects unknown names. */
  public RewardConfig {
    Objects.requireNonNull(granularity, "granularity");
    if (!Similarities.names().contains(similarity)) {
      throw new IllegalArgumentException(
          "similarity: must be one of " + Similarities.names() + ", got " + similarity);
    }
  }

  /** The paper's measure and penalty; autojunk, which the paper does not state, is off. */
  public static RewardConfig defaults() {
    return new RewardConfig(
        SEQUENCE_MATCHER, false, Granularity.CHARACTERS, StepSimilarityReward.PAPER_FORMAT_PENALTY);
  }

  /** How alike an action is to the expert's, from 0 to 1. */
  public Similarity measure() {
    return similarity.equals(SEQUENCE_MATCHER)
        ? new SequenceMatcherSimilarity(autojunk, granularity)
        : Similarities.named(similarity, granularity);
  }

  /** The step reward: the format gate, then the similarity. */
  public StepSimilarityReward stepReward() {
    return new StepSimilarityReward(measure(), new FormatGate(), formatPenalty);
  }
}
