package org.srl4j.eval.report;

import java.util.List;
import java.util.Map;

/**
 * One method trained with one seed.
 *
 * @param seed training seed
 * @param selectedLearningRate chosen on validation; NaN when nothing was trained
 * @param sweep learning rate → best validation score in [0, 1]; empty when not swept
 * @param updates optimiser updates run with the selected learning rate
 * @param selectedUpdate update of the checkpoint that was tested; 0 is the start
 * @param decodings name of a way of decoding → held-out result; the first is the one that methods
 *     are compared by
 * @param curve validation during training, in order of updates
 * @param samples some held-out completions
 */
public record RunResult(
    long seed,
    double selectedLearningRate,
    Map<Double, Double> sweep,
    long updates,
    long selectedUpdate,
    Map<String, DecodingResult> decodings,
    List<CurvePoint> curve,
    List<SampleCompletion> samples) {

  /** Copies the collections and checks the ranges. */
  public RunResult {
    Checks.atLeastZero("selectedLearningRate", selectedLearningRate);
    if (updates < 0 || selectedUpdate < 0 || selectedUpdate > updates) {
      throw new IllegalArgumentException(
          "selectedUpdate: must be in 0..updates, got " + selectedUpdate + " of " + updates);
    }
    sweep = Checks.sorted(sweep);
    sweep.forEach((rate, score) -> Checks.share("sweep of learning rate " + rate, score));
    decodings = Checks.ordered(decodings);
    curve = List.copyOf(curve);
    samples = List.copyOf(samples);
  }

  /** Name of the decoding that methods are compared by. */
  public String mainDecoding() {
    return decodings.keySet().iterator().next();
  }

  /** Its result. */
  public DecodingResult main() {
    return decodings.values().iterator().next();
  }
}
