package org.srl4j.core.train;

import java.util.OptionalDouble;
import org.srl4j.core.policy.Policy;

/**
 * Measures a policy on held-out problems. The best checkpoint is chosen by this, never by the
 * reward, which may rise while accuracy falls.
 */
@FunctionalInterface
public interface Validator {

  /**
   * Task accuracy on the validation split.
   *
   * @param policy the policy as it is now; its parameters must not be changed
   * @return share of right answers, or another accuracy, in [0, 1]; the same parameters always give
   *     the same value
   */
  double accuracy(Policy policy);

  /**
   * What decides among equal accuracies; asked after {@link #accuracy} of the same policy, and not
   * where that is 1.
   *
   * @param policy as for the accuracy
   * @return in [0, 1], higher is better; empty where nothing is finer
   */
  default OptionalDouble tieBreak(Policy policy) {
    return OptionalDouble.empty();
  }
}
