package org.srl4j.eval.compare.graph;

import java.util.List;
import org.srl4j.eval.report.CurvePoint;

/**
 * What a training that is over came to; {@code trained.json} in its folder.
 *
 * @param learningRate of this run
 * @param validation best validation accuracy, in [0, 1]
 * @param tieBreak of that validation: what decides among equal accuracies, in [0, 1]; 0 without one
 * @param updates made
 * @param selectedUpdate update of the best validation, whose parameters are the run's
 * @param rollouts sampled for training
 * @param generatedTokens sampled in them
 * @param trainedTokens given to the learner
 * @param seconds wall time of all sessions
 * @param curve validation during training
 */
public record TrainedRun(
    double learningRate,
    double validation,
    double tieBreak,
    long updates,
    long selectedUpdate,
    long rollouts,
    long generatedTokens,
    long trainedTokens,
    double seconds,
    List<CurvePoint> curve) {

  /** Name of the file. */
  public static final String FILE = "trained.json";

  /** Copies the curve. */
  public TrainedRun {
    curve = List.copyOf(curve);
  }
}
