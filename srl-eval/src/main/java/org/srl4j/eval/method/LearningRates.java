package org.srl4j.eval.method;

import java.util.List;

/** Checks of learning rates that a config lists. */
public final class LearningRates {
  private LearningRates() {}

  /**
   * A copy.
   *
   * @throws IllegalArgumentException if there is none, or one is not above 0
   */
  public static List<Double> checked(List<Double> rates) {
    if (rates.isEmpty()) {
      throw new IllegalArgumentException("learningRate: needs at least one, got none");
    }
    for (double rate : rates) {
      if (!(rate > 0 && Double.isFinite(rate))) {
        throw new IllegalArgumentException("learningRate: must be above 0, got " + rate);
      }
    }
    return List.copyOf(rates);
  }
}
