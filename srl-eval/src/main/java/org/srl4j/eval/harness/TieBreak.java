package org.srl4j.eval.harness;

import java.util.Objects;
import java.util.OptionalDouble;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.train.Validator;

/**
 * Accuracy, and among equal accuracies something finer: for problems that a small policy does not
 * solve, where accuracy alone would always choose the untrained policy.
 *
 * @param validator its accuracy decides
 * @param finer what breaks ties, in [0, 1]
 */
public record TieBreak(Validator validator, Validator finer) implements Validator {

  /** Checks that both are there. */
  public TieBreak {
    Objects.requireNonNull(validator, "validator");
    Objects.requireNonNull(finer, "finer");
  }

  @Override
  public double accuracy(Policy policy) {
    return validator.accuracy(policy);
  }

  @Override
  public OptionalDouble tieBreak(Policy policy) {
    return OptionalDouble.of(finer.accuracy(policy));
  }
}
