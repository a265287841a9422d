package org.srl4j.eval.report.benchmark;

import java.util.Objects;
import org.srl4j.eval.metric.AverageAtK;
import org.srl4j.eval.metric.Interval;

/**
 * Figures of a method and seed on a benchmark.
 *
 * @param benchmark its name
 * @param method name of the method
 * @param label of the method for people
 * @param seed training seed
 * @param problems asked
 * @param solved of them, greedily
 * @param greedyInterval Wilson interval of the greedy accuracy at 95 %, over problems
 * @param averageAtK avg@k with its standard errors; null when nothing was sampled
 * @param unparsableShare share of greedy responses in which the grader found nothing to compare
 * @param truncatedShare share of greedy responses that a length limit ended
 * @param meanTokens tokens a greedy response
 */
public record BenchmarkFigures(
    String benchmark,
    String method,
    String label,
    long seed,
    int problems,
    int solved,
    Interval greedyInterval,
    AverageAtK averageAtK,
    double unparsableShare,
    double truncatedShare,
    double meanTokens) {

  /** Rejects missing parts. */
  public BenchmarkFigures {
    Objects.requireNonNull(benchmark, "benchmark");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(greedyInterval, "greedyInterval");
    if (problems < 1 || solved < 0 || solved > problems) {
      throw new IllegalArgumentException(
          "solved: must be in 0..problems, got " + solved + " of " + problems);
    }
  }

  /** Share solved greedily, in [0, 1]. */
  double greedyShare() {
    return (double) solved / problems;
  }
}
