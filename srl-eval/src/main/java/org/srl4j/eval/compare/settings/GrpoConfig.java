package org.srl4j.eval.compare.settings;

import java.util.Objects;
import org.srl4j.core.advantage.AdvantageEstimator;
import org.srl4j.core.advantage.GroupNormalizedAdvantage;
import org.srl4j.core.advantage.ScaleRewards;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.LossAggregation;

/**
 * The objective of all rollout methods, under TRL's names.
 *
 * @param lossType how token losses become one number: grpo (the paper's Eq. 1), dapo, dr_grpo, bnpo
 * @param epsilon how far the ratio may fall below 1 before it is clipped, in (0, 1]
 * @param epsilonHigh how far it may rise above 1, above 0
 * @param beta weight of the KL term (k3) to the policy that training starts from, at least 0
 * @param scaleRewards which std divides advantages: group, batch or none
 * @param advantageDdof 0 divides by G, 1 by G - 1
 * @param advantageEpsilon added to that std, at least 0
 */
public record GrpoConfig(
    LossAggregation.Kind lossType,
    double epsilon,
    double epsilonHigh,
    double beta,
    ScaleRewards scaleRewards,
    int advantageDdof,
    double advantageEpsilon) {

  /** Rejects missing parts and what the objective itself rejects. */
  public GrpoConfig {
    Objects.requireNonNull(lossType, "lossType");
    new ClippedPolicyGradient(epsilon, epsilonHigh, beta);
    new GroupNormalizedAdvantage(scaleRewards, advantageDdof, advantageEpsilon);
  }

  /** The defaults of the classes that this configures. */
  public static GrpoConfig defaults() {
    ClippedPolicyGradient clip = ClippedPolicyGradient.defaults();
    GroupNormalizedAdvantage advantage = GroupNormalizedAdvantage.defaults();
    return new GrpoConfig(
        LossAggregation.Kind.GRPO,
        clip.clipLow(),
        clip.clipHigh(),
        clip.klCoefficient(),
        advantage.scale(),
        advantage.ddof(),
        advantage.epsilon());
  }

  /** The clipped surrogate and its KL term. */
  public ClippedPolicyGradient objective() {
    return new ClippedPolicyGradient(epsilon, epsilonHigh, beta);
  }

  /** Advantages within a group. */
  public AdvantageEstimator advantage() {
    return new GroupNormalizedAdvantage(scaleRewards, advantageDdof, advantageEpsilon);
  }

  /**
   * Weights of tokens in the loss.
   *
   * @param maxCompletionLength tokens; Dr. GRPO divides by it
   */
  public LossAggregation aggregation(int maxCompletionLength) {
    return switch (lossType) {
      case GRPO -> LossAggregation.grpo();
      case DAPO -> LossAggregation.dapo();
      case DR_GRPO -> LossAggregation.drGrpo(maxCompletionLength);
      case BNPO -> LossAggregation.bnpo(0);
    };
  }
}
