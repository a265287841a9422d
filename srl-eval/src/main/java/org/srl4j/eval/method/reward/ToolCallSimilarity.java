package org.srl4j.eval.method.reward;

import java.util.Objects;
import org.srl4j.core.agent.ToolCallReward;
import org.srl4j.core.agent.ToolSet;
import org.srl4j.core.reward.FormatGate;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.reward.Score;
import org.srl4j.core.reward.StepSimilarityReward;

/**
 * The reward of SRL in software engineering (§5): similarity of the tool call with the expert's,
 * and the penalty of a broken format for what is no well-formed call of SWE-smith's tools.
 *
 * @param similar how calls are compared, and the penalty
 */
public record ToolCallSimilarity(SimilarityReward similar) implements Reward {

  /** Rejects a missing part, and a form without thinking. */
  public ToolCallSimilarity {
    Objects.requireNonNull(similar, "similar");
    if (similar.form() != SimilarityReward.Form.THINK) {
      throw new IllegalArgumentException("similar.form: must be think, got visible");
    }
  }

  /** The paper's measure and penalty. */
  public static ToolCallSimilarity defaults() {
    return new ToolCallSimilarity(SimilarityReward.defaults());
  }

  @Override
  public Score score(String completion, String reference) {
    StepSimilarityReward steps =
        new StepSimilarityReward(similar.measure(), new FormatGate(), similar.formatPenalty());
    return new ToolCallReward(steps, ToolSet.sweSmith()).score(completion, reference);
  }
}
