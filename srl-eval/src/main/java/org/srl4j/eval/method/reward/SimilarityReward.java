package org.srl4j.eval.method.reward;

import java.util.Objects;
import org.srl4j.core.reward.ExpertFirst;
import org.srl4j.core.reward.FormatGate;
import org.srl4j.core.reward.Granularity;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.Score;
import org.srl4j.core.reward.SequenceMatcherSimilarity;
import org.srl4j.core.reward.Similarities;
import org.srl4j.core.reward.Similarity;
import org.srl4j.core.reward.StepSimilarityReward;
import org.srl4j.eval.task.StepLoop;

/**
 * The reward of SRL (§4.2): similarity with the expert's text, and a penalty for a broken format.
 *
 * @param similarity name of the measure, see {@code srl score --help}; the paper's is
 *     sequence-matcher
 * @param autojunk difflib's heuristic for texts of 200 elements and more; for sequence-matcher only
 * @param granularity what is compared: characters (code points) or tokens (words)
 * @param order which text is the measure's first argument, which the paper does not state; only
 *     sequence-matcher is not symmetric
 * @param formatPenalty reward of a completion that violates the format; the paper's is -1
 * @param form what a completion must look like and which part of it is compared
 */
public record SimilarityReward(
    String similarity,
    boolean autojunk,
    Granularity granularity,
    Order order,
    double formatPenalty,
    Form form)
    implements Reward {
  private static final String SEQUENCE_MATCHER = "sequence-matcher";

  /** Order of the measure's arguments. */
  public enum Order {
    /** What the policy wrote, then the expert's text. */
    PREDICTION_EXPERT,
    /** The expert's text, then what the policy wrote. */
    EXPERT_PREDICTION
  }

  /** What a completion must look like. */
  public enum Form {
    /** Thinking between tags, then the action, which is compared. */
    THINK,
    /** Anything; what is left without thinking is compared and must not be blank. */
    VISIBLE
  }

  /** Rejects unknown names. */
  public SimilarityReward {
    Objects.requireNonNull(granularity, "granularity");
    Objects.requireNonNull(order, "order");
    Objects.requireNonNull(form, "form");
    if (!Similarities.names().contains(similarity)) {
      throw new IllegalArgumentException(
          "similarity: must be one of " + Similarities.names() + ", got " + similarity);
    }
  }

  /** The paper's measure and penalty; autojunk, which the paper does not state, is off. */
  public static SimilarityReward defaults() {
    return new SimilarityReward(
        SEQUENCE_MATCHER,
        false,
        Granularity.CHARACTERS,
        Order.PREDICTION_EXPERT,
        StepSimilarityReward.PAPER_FORMAT_PENALTY,
        Form.THINK);
  }

  /** How alike two texts are, from 0 to 1. */
  public Similarity measure() {
    Similarity measure =
        similarity.equals(SEQUENCE_MATCHER)
            ? new SequenceMatcherSimilarity(autojunk, granularity)
            : Similarities.named(similarity, granularity);
    return order == Order.EXPERT_PREDICTION ? new ExpertFirst(measure) : measure;
  }

  @Override
  public Score score(String completion, String reference) {
    if (form == Form.THINK) {
      return new StepSimilarityReward(measure(), new FormatGate(), formatPenalty)
          .score(completion, reference);
    }
    String visible = StepLoop.visible(completion).strip();
    return visible.isEmpty()
        ? Score.of(formatPenalty, "empty_action")
        : Score.of(measure().apply(visible, reference), "scored");
  }
}
