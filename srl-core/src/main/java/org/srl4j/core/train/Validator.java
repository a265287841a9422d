package org.srl4j.core.train;

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
}
