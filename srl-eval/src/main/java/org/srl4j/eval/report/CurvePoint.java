package org.srl4j.eval.report;

import java.util.Map;

/**
 * One validation during training.
 *
 * @param update optimiser updates done
 * @param computeTokens tokens generated and trained on so far, both together
 * @param wallSeconds seconds since training began
 * @param validationScore in [0, 1]; NaN when only training figures were taken
 * @param reward mean training reward of the last update; NaN without rewards
 * @param metrics further figures by name, e.g. {@code entropy}; the unit belongs to the name
 */
public record CurvePoint(
    long update,
    long computeTokens,
    double wallSeconds,
    double validationScore,
    double reward,
    Map<String, Double> metrics) {

  /** Copies the map and checks the ranges. */
  public CurvePoint {
    Checks.atLeastZero("update", update);
    Checks.atLeastZero("computeTokens", computeTokens);
    Checks.atLeastZero("wallSeconds", wallSeconds);
    Checks.share("validationScore", validationScore);
    metrics = Checks.ordered(metrics);
  }
}
