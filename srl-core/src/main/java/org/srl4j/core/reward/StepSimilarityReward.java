package org.srl4j.core.reward;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.srl4j.core.reward.block.MatchingBlock;

/**
 * The reward of SRL: the similarity of the action with the expert's step, and a penalty for a
 * broken format.
 *
 * <p>arXiv:2510.25992, section 4.2: r = R(action, expert's step) in [0, 1] when the completion
 * keeps the format, -1 otherwise. Only the action is scored, never the thinking. Action and
 * reference are stripped of surrounding whitespace first. With the expert's whole solution as
 * reference this is the one-step ablation of table 3.
 *
 * <p>What a completion gets that a length limit cut off is decided where rollouts are scored, see
 * {@code core.train.source.Truncation}.
 *
 * <p>Score: verdict {@code scored} with the parts of {@link Similarity#explain} (value = {@code
 * similarity}; with SequenceMatcher also = 2 · {@code matched} / {@code total}), else the gate's
 * verdict with the part {@code format_penalty} = value.
 *
 * @param similarity compares (action, expert's step)
 * @param gate takes the completion apart
 * @param formatPenalty the reward of a broken format, at most 0; the paper's is -1
 */
public record StepSimilarityReward(Similarity similarity, FormatGate gate, double formatPenalty)
    implements Reward {

  /** The paper's reward of a broken format. */
  public static final double PAPER_FORMAT_PENALTY = -1;

  /** Rejects a penalty above 0, the least similarity. */
  public StepSimilarityReward {
    Objects.requireNonNull(similarity, "similarity");
    Objects.requireNonNull(gate, "gate");
    if (!(formatPenalty <= 0) || Double.isInfinite(formatPenalty)) {
      throw new IllegalArgumentException(
          "formatPenalty: must be finite and at most 0 (the least similarity), got "
              + formatPenalty);
    }
  }

  /**
   * The paper's reward: SequenceMatcher on characters, strict think tags, -1 for a broken format.
   */
  public StepSimilarityReward() {
    this(new SequenceMatcherSimilarity(), new FormatGate(), PAPER_FORMAT_PENALTY);
  }

  /**
   * A score with what led to it.
   *
   * @param score the reward
   * @param parsed the completion taken apart
   * @param blocks what action and expert's step share; empty if the format is broken
   */
  public record Explanation(Score score, FormatGate.Parsed parsed, List<MatchingBlock> blocks) {

    /** Copies the blocks. */
    public Explanation {
      Objects.requireNonNull(score, "score");
      Objects.requireNonNull(parsed, "parsed");
      blocks = List.copyOf(blocks);
    }
  }

  @Override
  public Score score(String completion, String reference) {
    return explain(completion, reference).score();
  }

  /**
   * Scores one completion and keeps the evidence.
   *
   * @param completion the text of the rollout's last completion
   * @param reference the expert's step
   * @return the score, the parsed completion and the matching blocks
   * @throws IllegalArgumentException if the reference is blank
   */
  public Explanation explain(String completion, String reference) {
    String step = reference.strip();
    if (step.isEmpty()) {
      throw new IllegalArgumentException(
          "reference: the expert's step is blank; leave such steps out when preparing the data");
    }
    FormatGate.Parsed parsed = gate.parse(completion);
    if (!parsed.isOk()) {
      return new Explanation(penalty(parsed.verdict().label()), parsed, List.of());
    }
    Similarity.Explanation alike = similarity.explain(parsed.action(), step);
    return new Explanation(scored(alike), parsed, alike.blocks());
  }

  /**
   * Scores an action that was taken out of its completion already.
   *
   * @param action what the policy did
   * @param step the expert's step
   * @return a score with the verdict {@code scored}
   */
  public Score scoreAction(String action, String step) {
    return scored(similarity.explain(action, step));
  }

  private static Score scored(Similarity.Explanation alike) {
    return new Score(alike.value(), "scored", alike.parts());
  }

  private Score penalty(String verdict) {
    return new Score(formatPenalty, verdict, Map.of("format_penalty", formatPenalty));
  }
}
