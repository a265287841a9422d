package org.srl4j.eval.harness;

import java.util.Objects;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.train.Validator;

/**
 * Accuracy, and among equal accuracies something finer: for problems that a small policy does not
 * solve, where accuracy alone would always choose the untrained policy.
 *
 * @param accuracy what decides
 * @param finer what breaks ties, in [0, 1]
 */
public record TieBreak(Validator accuracy, Validator finer) implements Validator {
  /** A finer value of 1 counts like this much accuracy: less than one right rollout in 1,000. */
  public static final double WEIGHT = 1e-3;

  /** Checks that both are there. */
  public TieBreak {
    Objects.requireNonNull(accuracy, "accuracy");
    Objects.requireNonNull(finer, "finer");
  }

  @Override
  public double accuracy(Policy policy) {
    return Math.min(1, accuracy.accuracy(policy) + WEIGHT * finer.accuracy(policy));
  }
}
