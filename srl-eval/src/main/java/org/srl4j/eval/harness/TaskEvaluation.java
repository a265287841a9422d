package org.srl4j.eval.harness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.srl4j.eval.metric.AverageAtK;
import org.srl4j.eval.metric.PassAtK;
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.metric.Wilson;
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
    int n = outcomes.size();
    int k = outcomes.get(0).samples();
    Map<Integer, Double> pass = new LinkedHashMap<>();
    for (int i = 1; i <= k; i *= 2) {
      pass.put(i, PassAtK.mean(outcomes, i));
    }
    return new DecodingResult(
        greedyAccuracy(),
        Wilson.interval(solved(), n),
        k == 0 ? null : AverageAtK.of(outcomes),
        pass,
        share(o -> o.greedyVerdict() == Verdict.INVALID),
        share(ProblemOutcome::greedyTruncated),
        outcomes.stream().mapToInt(ProblemOutcome::greedyTokens).average().orElse(Double.NaN),
        diagnostics.execution(),
        diagnostics.choice(),
        outcomes);
  }

  private double share(java.util.function.Predicate<ProblemOutcome> test) {
    return (double) outcomes.stream().filter(test).count() / outcomes.size();
  }
}
