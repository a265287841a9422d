package org.srl4j.eval.harness;

import java.util.List;
import java.util.Objects;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.train.Validator;

/**
 * Accuracy, and among equal accuracies step similarity: for problems that a small policy does not
 * solve, where accuracy alone would always choose the untrained policy.
 *
 * @param accuracy what decides
 * @param similarity what breaks ties
 * @param trajectories the validation split's
 */
public record SimilarityTieBreak(
    Validator accuracy, StepSimilarity similarity, List<ExpertTrajectory> trajectories)
    implements Validator {
  /** A similarity of 1 counts like this much accuracy: less than one right rollout in 1,000. */
  public static final double WEIGHT = 1e-3;

  /** Copies the list. */
  public SimilarityTieBreak {
    Objects.requireNonNull(accuracy, "accuracy");
    Objects.requireNonNull(similarity, "similarity");
    trajectories = List.copyOf(trajectories);
  }

  @Override
  public double accuracy(Policy policy) {
    double both = accuracy.accuracy(policy) + WEIGHT * similarity.greedy(policy, trajectories);
    return Math.min(1, both);
  }
}
