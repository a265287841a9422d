package org.srl4j.eval.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files: counts from their description, overlap by an independent script. */
class SharedBenchmarksIT {

  private static Benchmark load(String name) throws IOException {
    Path folder = SharedBenchmarks.folder();
    TaskDefinition task = TaskCatalogue.find(name);
    return BenchmarkLoader.load(task, TaskCatalogue.dataFile(task, folder).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "amc23, 40, 27",
    "aime24, 30, 204",
    "aime25, 30, 70",
    "minerva_math, 272, 1.6",
    "amc83, 83, 142",
    "minerva_math_answers, 272, 9.6",
    "math500, 500, '\\left( 3, \\frac{\\pi}{2} \\right)'",
    "gsm8k, 1319, 18",
    "s1k, 940,",
    "math_train, 7474,",
    "aime_1983_2023, 975,",
    "gsm8k_train, 7473,",
  })
  void everyRowIsAProblemAndHasAGoldAnswerInABenchmark(String name, int rows, String firstGold)
      throws IOException {
    Benchmark benchmark = load(name);
    assertEquals(rows, benchmark.rows());
    assertEquals(rows, benchmark.problems().size());
    List<String> expected = firstGold == null ? List.of() : List.of(firstGold);
    assertEquals(expected, benchmark.problems().get(0).golds());
    assertEquals(List.of(), benchmark.warnings());
  }

  @Test
  void zeroPaddedAimeAnswersArePlainNumbers() throws IOException {
    List<String> golds =
        load("aime24").problems().stream().map(problem -> problem.golds().get(0)).toList();
    assertEquals(30, golds.stream().filter(gold -> gold.matches("0|[1-9]\\d{0,2}")).count());
    assertEquals(1, golds.stream().filter("25"::equals).count());
  }

  @Test
  void minervaRowsHaveSeveralAcceptedAnswers() throws IOException {
    long several =
        load("minerva_math_answers").problems().stream()
            .filter(problem -> problem.golds().size() > 1)
            .count();
    // 75 rows list more than one, but 35 of these list one answer twice, with and without a newline
    assertEquals(40, several);
  }

  @Test
  void s1kHoldsFourProblemsOfMath500AndNoneOfTheContests() throws IOException {
    Overlap s1k = new Overlap(load("s1k").problems());
    List<Overlap.Match> shared = s1k.with(load("math500").problems());
    assertEquals(
        List.of(
            "test/intermediate_algebra/1063.json",
            "test/intermediate_algebra/1411.json",
            "test/intermediate_algebra/1849.json",
            "test/intermediate_algebra/558.json"),
        shared.stream().map(match -> match.problem().id()).sorted().toList());
    for (String name : List.of("amc23", "aime24", "aime25", "minerva_math")) {
      assertEquals(List.of(), s1k.with(load(name).problems()), name);
    }
  }
}
