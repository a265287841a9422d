package org.srl4j.eval.result;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.BenchmarkProblem;
import org.srl4j.eval.benchmark.TaskDefinition;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.metric.GraderConfusion;
import org.srl4j.eval.sample.Sample;

/**
 * Kept samples under another grader; nothing is sampled and no data file is needed, because the
 * report of a run holds its gold answers.
 *
 * @param report by the other grader
 * @param confusion of the first grader against the other
 * @param disagreements responses with different verdicts
 */
public record Regrading(
    EvaluationReport report, GraderConfusion confusion, List<Disagreement> disagreements) {

  /** Copies the list. */
  public Regrading {
    Objects.requireNonNull(report, "report");
    Objects.requireNonNull(confusion, "confusion");
    disagreements = List.copyOf(disagreements);
  }

  /**
   * A response on which two graders differ.
   *
   * @param golds accepted answers
   * @param first of the grader before
   * @param second of the other
   */
  public record Disagreement(List<String> golds, GradedSample first, GradedSample second) {

    /** Copies the list. */
    public Disagreement {
      golds = List.copyOf(golds);
      Objects.requireNonNull(first, "first");
      Objects.requireNonNull(second, "second");
    }
  }

  /**
   * Grades again.
   *
   * @param before report of the run
   * @param kept samples of the run; those of problems that the second grader cannot grade are left
   *     out, with a warning in the report
   * @param first the grader of that report, or any to compare with
   * @param second the other grader
   * @throws IllegalArgumentException if it can read no gold answer
   */
  public static Regrading of(
      EvaluationReport before, List<Sample> kept, Grader first, Grader second) {
    Benchmark benchmark = benchmark(before).gradable(second);
    Set<String> asked =
        benchmark.problems().stream().map(BenchmarkProblem::id).collect(Collectors.toSet());
    List<Sample> samples = kept.stream().filter(s -> asked.contains(s.problem())).toList();
    List<GradedSample> old = Grading.grade(benchmark, samples, first);
    List<GradedSample> fresh = Grading.grade(benchmark, samples, second);
    List<Disagreement> disagreements = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      if (old.get(i).verdict() != fresh.get(i).verdict()) {
        List<String> golds = golds(benchmark, samples.get(i).problem());
        disagreements.add(new Disagreement(golds, old.get(i), fresh.get(i)));
      }
    }
    GraderConfusion confusion =
        GraderConfusion.of(
            old.stream().map(GradedSample::verdict).toList(),
            fresh.stream().map(GradedSample::verdict).toList());
    EvaluationReport report = EvaluationAssembly.report(benchmark, before.run(), samples, second);
    return new Regrading(report, confusion, disagreements);
  }

  private static List<String> golds(Benchmark benchmark, String problem) {
    return benchmark.problems().stream()
        .filter(one -> one.id().equals(problem))
        .findFirst()
        .orElseThrow()
        .golds();
  }

  private static Benchmark benchmark(EvaluationReport report) {
    List<BenchmarkProblem> problems =
        report.problems().stream()
            .map(
                p ->
                    new BenchmarkProblem(
                        p.outcome().problemId(), p.row(), p.question(), p.golds(), p.facts()))
            .toList();
    TaskDefinition usual = TaskDefinition.defaults();
    TaskDefinition definition =
        new TaskDefinition(
            report.run().task(),
            report.run().taskVersion(),
            report.taskTitle(),
            usual.role(),
            usual.data(),
            usual.columns(),
            usual.gold(),
            usual.prompt(),
            usual.sampling(),
            report.grader(),
            report.gradingRules(),
            report.format(),
            report.metrics(),
            List.of());
    return new Benchmark(
        definition,
        Path.of(report.dataFile()),
        report.run().dataSha256(),
        problems.size(),
        problems,
        report.warnings());
  }
}
