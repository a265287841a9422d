package org.srl4j.eval.compare;

import java.util.List;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.eval.report.CurvePoint;

/**
 * One training of a method.
 *
 * @param learningRate of this run
 * @param validation best validation accuracy, in [0, 1]
 * @param tieBreak of that validation: what decides among equal accuracies, in [0, 1]; 0 without one
 * @param parameters those of the best validation
 * @param result how training ended
 * @param curve validation during training
 * @param rollouts rollouts sampled for training
 * @param seconds wall time of all sessions
 */
public record MethodRun(
    double learningRate,
    double validation,
    double tieBreak,
    float[] parameters,
    TrainingResult result,
    List<CurvePoint> curve,
    long rollouts,
    double seconds) {

  /** Copies the curve. */
  public MethodRun {
    curve = List.copyOf(curve);
  }
}
