package org.srl4j.core.advantage;

import java.util.List;

/** Turns the rewards of rollout groups into advantages. Implementations are immutable. */
@FunctionalInterface
public interface AdvantageEstimator {

  /**
   * Advantages of all groups of one batch.
   *
   * @param rewards one array of G rewards a group
   * @return arrays of the same lengths, in the same order; 0 throughout for a group whose rewards
   *     are all equal
   */
  List<double[]> advantages(List<double[]> rewards);
}
