package org.srl4j.eval.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.BenchmarkProblem;
import org.srl4j.eval.benchmark.FormatCheck;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.sample.Sample;

/** Grades kept samples, on all cores; the result does not depend on how many there are. */
public final class Grading {
  private Grading() {}

  /**
   * Grades.
   *
   * <p>With several gold answers a response is right if it means one of them, and unparsable only
   * if it is for all of them.
   *
   * @param benchmark has the gold answers
   * @param samples of its problems
   * @param grader decides
   * @return in the order of the samples
   * @throws IllegalArgumentException if a sample is of no problem of the benchmark
   */
  public static List<GradedSample> grade(Benchmark benchmark, List<Sample> samples, Grader grader) {
    Map<String, BenchmarkProblem> byId = new LinkedHashMap<>();
    benchmark.problems().forEach(problem -> byId.put(problem.id(), problem));
    for (Sample sample : samples) {
      if (!byId.containsKey(sample.problem())) {
        throw new IllegalArgumentException(
            "samples: " + sample.problem() + " is no problem of " + benchmark.definition().name());
      }
    }
    FormatCheck format = new FormatCheck(benchmark.definition().format());
    return samples.parallelStream()
        .map(
            sample ->
                new GradedSample(
                    sample,
                    grade(byId.get(sample.problem()).golds(), sample.response(), grader),
                    format.isIn(sample.response())))
        .toList();
  }

  private static Grade grade(List<String> golds, String response, Grader grader) {
    if (response.isBlank()) {
      return Grade.unparsable(Optional.empty(), "empty");
    }
    Grade best = null;
    for (String gold : golds) {
      Grade grade = grader.gradeResponse(gold, response);
      if (grade.equivalent()) {
        return grade;
      }
      best = best == null || best.unparsable() && !grade.unparsable() ? grade : best;
    }
    return best;
  }
}
