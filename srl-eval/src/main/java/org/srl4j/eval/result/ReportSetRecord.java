package org.srl4j.eval.result;

import java.util.List;
import java.util.Optional;
import org.srl4j.eval.metric.SmallestGap;

/**
 * Several reports side by side, as {@code srl compare-reports --json} writes them.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param baseline the model that the others are tested against
 * @param figures one a model and benchmark
 * @param tests paired, Holm-adjusted over all
 * @param smallestGaps one a benchmark
 * @param notes what makes figures hard to compare
 */
public record ReportSetRecord(
    int schemaVersion,
    String baseline,
    List<Row> figures,
    List<ReportSet.Paired> tests,
    List<Gap> smallestGaps,
    List<String> notes) {
  /** The version that this code writes. */
  public static final int SCHEMA_VERSION = 1;

  /** Copies the lists. */
  public ReportSetRecord {
    figures = List.copyOf(figures);
    tests = List.copyOf(tests);
    smallestGaps = List.copyOf(smallestGaps);
    notes = List.copyOf(notes);
  }

  /**
   * The figures of one report.
   *
   * @param model its model
   * @param task its benchmark
   * @param grader who graded
   * @param greedy null when greedy was not run
   * @param sampled null when nothing was sampled
   */
  public record Row(
      String model, String task, String grader, GreedyFigures greedy, SampledFigures sampled) {}

  /**
   * What a benchmark can show at best.
   *
   * @param task the benchmark
   * @param problems its problems
   * @param greedyProblems that must change the same way; {@code problems + 1} = nothing can be
   *     shown
   */
  public record Gap(String task, int problems, int greedyProblems) {}

  /** The record of a set. */
  public static ReportSetRecord of(ReportSet set) {
    List<Row> rows =
        set.reports().stream()
            .map(
                one ->
                    new Row(
                        one.model(),
                        one.task(),
                        one.report().grader(),
                        one.report().greedy(),
                        one.report().sampled()))
            .toList();
    List<Gap> gaps = set.tasks().stream().map(task -> gap(set, task)).toList();
    return new ReportSetRecord(
        SCHEMA_VERSION, set.models().get(0), rows, set.tests(), gaps, set.notes());
  }

  private static Gap gap(ReportSet set, String task) {
    EvaluationReport any =
        set.models().stream()
            .map(model -> set.find(model, task))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow();
    int problems = any.problems().size();
    return new Gap(task, problems, SmallestGap.greedyProblems(problems));
  }
}
