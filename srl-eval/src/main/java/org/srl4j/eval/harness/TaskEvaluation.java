package org.srl4j.eval.harness;

import java.util.List;
import java.util.Objects;
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.report.DecodingResult;
import org.srl4j.eval.report.SampleCompletion;
import org.srl4j.eval.task.Diagnostics;

/**
 * What a policy did on a list of problems in one way of decoding.
 *
 * @param outcomes one a problem, in order
 * @param greedyTurns texts of each greedy rollout's completions, in the order of the outcomes
 * @param diagnostics of the greedy rollouts
 * @param samples the first greedy rollouts as texts
 * @param rollouts rollouts sampled, greedy ones included
 * @param tokens tokens sampled
 */
public record TaskEvaluation(
    List<ProblemOutcome> outcomes,
    List<List<String>> greedyTurns,
    Diagnostics diagnostics,
    List<SampleCompletion> samples,
    long rollouts,
    long tokens) {

  /** Copies the lists. */
  public TaskEvaluation {
    outcomes = List.copyOf(outcomes);
    greedyTurns = List.copyOf(greedyTurns);
    samples = List.copyOf(samples);
    Objects.requireNonNull(diagnostics, "diagnostics");
  }

  /** Share of problems solved greedily, in [0, 1]. */
  public double greedyAccuracy() {
    return (double) solved() / outcomes.size();
  }

  /** Share of right samples, greedy ones counted as one sample each, in [0, 1]. */
  public double pooledAccuracy() {
    long right = solved();
    long all = outcomes.size();
    for (ProblemOutcome outcome : outcomes) {
      right += outcome.correct();
      all += outcome.samples();
    }
    return (double) right / all;
  }

  private int solved() {
    return (int) outcomes.stream().filter(ProblemOutcome::solvedGreedily).count();
  }

  /** The figures of a report: intervals, avg@k and pass@k for k = 1, 2, 4, .. up to the samples. */
  public DecodingResult toResult() {
    return DecodingResult.of(outcomes, diagnostics.execution(), diagnostics.choice());
  }
}
