package org.srl4j.eval.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.srl4j.eval.metric.AverageAtK;
import org.srl4j.eval.metric.Interval;
import org.srl4j.eval.metric.PassAtK;
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.metric.Wilson;

/**
 * Held-out figures of one policy under one decoding mode.
 *
 * @param greedyAccuracy share solved at temperature 0
 * @param greedyInterval Wilson interval at 95 %, over problems
 * @param averageAtK avg@k with its standard errors; null when nothing was sampled
 * @param passAtK k → unbiased pass@k; empty when nothing was sampled
 * @param invalidShare share of greedy completions that violate the format
 * @param truncatedShare share of greedy completions cut at a length limit
 * @param meanCompletionTokens tokens a greedy completion, all turns together
 * @param execution share of greedy steps computed right; NaN when the task cannot tell
 * @param choice share of greedy steps with the expert's operations; NaN when the task cannot tell
 * @param outcomes one a problem, the basis of all the above
 */
public record DecodingResult(
    double greedyAccuracy,
    Interval greedyInterval,
    AverageAtK averageAtK,
    Map<Integer, Double> passAtK,
    double invalidShare,
    double truncatedShare,
    double meanCompletionTokens,
    double execution,
    double choice,
    List<ProblemOutcome> outcomes) {

  /** Copies the collections and checks the ranges. */
  public DecodingResult {
    Checks.share("greedyAccuracy", greedyAccuracy);
    Checks.share("invalidShare", invalidShare);
    Checks.share("truncatedShare", truncatedShare);
    Checks.share("execution", execution);
    Checks.share("choice", choice);
    Checks.atLeastZero("meanCompletionTokens", meanCompletionTokens);
    passAtK = Checks.sorted(passAtK);
    passAtK.forEach((k, value) -> Checks.share("pass@" + k, value));
    outcomes = List.copyOf(outcomes);
  }

  /**
   * Computes every figure from outcomes; pass@k for k = 1, 2, 4, .. up to the samples.
   *
   * @param outcomes at least one problem; all sampled equally often, or none sampled
   * @param execution share of greedy steps computed right, or NaN
   * @param choice share of greedy steps with the expert's operations, or NaN
   * @throws IllegalArgumentException if a problem has fewer samples than the first
   */
  public static DecodingResult of(List<ProblemOutcome> outcomes, double execution, double choice) {
    int solved = count(outcomes, ProblemOutcome::solvedGreedily);
    double problems = outcomes.size();
    int samples = outcomes.get(0).samples();
    Map<Integer, Double> passAtK = new TreeMap<>();
    for (int k = 1; k <= samples; k *= 2) {
      passAtK.put(k, PassAtK.mean(outcomes, k));
    }
    return new DecodingResult(
        solved / problems,
        Wilson.interval(solved, outcomes.size()),
        samples > 0 ? AverageAtK.of(outcomes) : null,
        passAtK,
        count(outcomes, outcome -> outcome.greedyVerdict() == Verdict.INVALID) / problems,
        count(outcomes, ProblemOutcome::greedyTruncated) / problems,
        outcomes.stream().mapToInt(ProblemOutcome::greedyTokens).average().orElse(Double.NaN),
        execution,
        choice,
        outcomes);
  }

  private static int count(List<ProblemOutcome> outcomes, Predicate<ProblemOutcome> condition) {
    return (int) outcomes.stream().filter(condition).count();
  }

  /** A decoding mode for people: {@code step_loop} is the step loop. */
  static String label(String mode) {
    return mode.replace('_', ' ');
  }
}
