package org.srl4j.eval.compare;

import java.util.List;
import java.util.Optional;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.eval.report.CurvePoint;

/**
 * One training of a method.
 *
 * @param learningRate of this run; NaN for the base
 * @param validation best validation accuracy, in [0, 1]
 * @param tieBreak of that validation: what decides among equal accuracies, in [0, 1]; 0 without one
 * @param parameters those of the best validation
 * @param result how training ended; empty for the base
 * @param curve validation during training
 * @param rollouts rollouts sampled for training
 */
public record MethodRun(
    double learningRate,
    double validation,
    double tieBreak,
    float[] parameters,
    Optional<TrainingResult> result,
    List<CurvePoint> curve,
    long rollouts) {

  /** Copies the curve. */
  public MethodRun {
    curve = List.copyOf(curve);
  }
}
