package org.srl4j.eval.metric;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Two graders on the same responses: how often each pair of verdicts occurred, counted by Tribuo.
 * The first grader's verdicts stand for the truth there, which is a way of counting and no claim.
 */
public final class GraderConfusion {
  private final LabelEvaluation evaluation;
  private final int responses;
  private final int agreed;

  private GraderConfusion(LabelEvaluation evaluation, int responses, int agreed) {
    this.evaluation = evaluation;
    this.responses = responses;
    this.agreed = agreed;
  }

  /**
   * Counts.
   *
   * @param first verdicts of one grader, at least one
   * @param second verdicts of the other, on the same responses in the same order
   */
  public static GraderConfusion of(List<Verdict> first, List<Verdict> second) {
    if (first.isEmpty() || first.size() != second.size()) {
      throw new IllegalArgumentException(
          "verdicts: both graders need the same number, at least 1, got "
              + first.size()
              + " and "
              + second.size());
    }
    List<Prediction<Label>> predictions = new ArrayList<>();
    int agreed = 0;
    for (int i = 0; i < first.size(); i++) {
      predictions.add(VerdictModel.prediction("" + i, first.get(i), second.get(i)));
      agreed += first.get(i) == second.get(i) ? 1 : 0;
    }
    TribuoEvaluation.Subject subject =
        new TribuoEvaluation.Subject(
            "grader", "responses", "", 0, Map.of(), Map.of(), OffsetDateTime.now());
    LabelEvaluation evaluation =
        new LabelEvaluator()
            .evaluate(
                new VerdictModel(subject),
                predictions,
                new SimpleDataSourceProvenance("responses", subject.time(), VerdictModel.LABELS));
    return new GraderConfusion(evaluation, first.size(), agreed);
  }

  /** Responses with these two verdicts. */
  public int count(Verdict first, Verdict second) {
    return (int)
        Math.round(evaluation.confusion(VerdictModel.label(second), VerdictModel.label(first)));
  }

  /** Number of responses. */
  public int responses() {
    return responses;
  }

  /** Share of responses with the same verdict, in [0, 1]. */
  public double agreement() {
    return (double) agreed / responses;
  }
}
