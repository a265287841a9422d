package org.srl4j.eval.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.benchmark.Benchmark;
import org.srl4j.eval.benchmark.BenchmarkProblem;
import org.srl4j.eval.benchmark.ExactGrader;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.page.StrictJson;
import org.srl4j.eval.sample.Mode;
import org.srl4j.eval.sample.RunSettings;
import org.srl4j.eval.sample.Runs;
import org.srl4j.eval.sample.Sample;

/** Two problems, one greedy and four sampled responses each, counted by hand. */
class EvaluationAssemblyTest {
  /** Sums of a few doubles. */
  private static final double ROUNDING = 1e-12;

  @TempDir private Path folder;

  private static List<Sample> samples(String problem, String greedy, String... sampled) {
    List<Sample> samples = new ArrayList<>();
    samples.add(sample(problem, Mode.GREEDY, 0, greedy));
    for (int i = 0; i < sampled.length; i++) {
      samples.add(sample(problem, Mode.SAMPLED, i, sampled[i]));
    }
    return samples;
  }

  /** A text that begins with an exclamation mark was cut. */
  private static Sample sample(String problem, Mode mode, int index, String text) {
    Sample.Finish finish = text.startsWith("!") ? Sample.Finish.LENGTH : Sample.Finish.END;
    return new Sample(problem, mode, index, index, 5, text.length(), finish, text);
  }

  private static String box(String answer) {
    return "\\boxed{" + answer + "}";
  }

  /** Golds are 1 and 2. */
  static EvaluationReport report() {
    Benchmark benchmark = Runs.benchmark(11, 12);
    List<Sample> samples = new ArrayList<>();
    samples.addAll(samples("q0", box("1"), box("1"), box("3"), box("3"), "!1"));
    samples.addAll(samples("q1", "!2", box("2"), box("2"), box("2"), box("4")));
    return EvaluationAssembly.report(
        benchmark, Runs.settings(benchmark, true, 4), samples, new ExactGrader());
  }

  @Test
  void greedyFiguresAreCounted() {
    GreedyFigures greedy = report().greedy();
    assertEquals(1, greedy.solved());
    assertEquals(0.5, greedy.accuracy());
    assertEquals(0.5, greedy.responses().formatRate());
    assertEquals(0.5, greedy.responses().unparsableRate());
    assertEquals(0.5, greedy.responses().truncationRate());
    // "\boxed{1}" has 9 characters, "!2" has 2
    assertEquals(5.5, greedy.responses().meanTokens());
    assertEquals(5.5, greedy.responses().meanCharacters());
    assertEquals(3, greedy.smallestGapProblems());
  }

  @Test
  void sampledFiguresAreThoseOfOneAndThreeRightOfFour() {
    SampledFigures sampled = report().sampled();
    assertEquals(0.5, sampled.averageAtK().mean());
    // shares 1/4 and 3/4: sd(ddof 1) = sqrt(2 * (1/4)^2) = 0.353553, over sqrt(2) = 0.25
    assertEquals(0.25, sampled.averageAtK().standardErrorOverProblems(), ROUNDING);
    // p(1-p)/(k-1) = (3/16)/3 = 1/16 for both; sqrt((1/16)/2)
    assertEquals(Math.sqrt(1 / 32.0), sampled.averageAtK().standardErrorOverSamples(), ROUNDING);
    // pass@2: 1 - C(3,2)/C(4,2) = 1/2 and 1 - 0 = 1; pass^2: 0 and C(3,2)/C(4,2) = 1/2
    assertEquals(0.75, sampled.passAtK().get(2), ROUNDING);
    assertEquals(0.25, sampled.passHatK().get(2), ROUNDING);
    assertEquals(List.of(1, 2, 4), List.copyOf(sampled.passAtK().keySet()));
    assertEquals(1.0, sampled.passAtK().get(4));
    // votes: q0 has 3 twice, which is wrong; q1 has 2 three times, which is right
    assertEquals(0.5, sampled.majorityAtK());
    assertEquals(7 / 8.0, sampled.responses().formatRate());
  }

  @Test
  void problemsKeepVerdictsApart() {
    List<ProblemResult> problems = report().problems();
    assertEquals(Verdict.SOLVED, problems.get(0).outcome().greedyVerdict());
    assertEquals(Verdict.INVALID, problems.get(1).outcome().greedyVerdict());
    assertEquals(1, problems.get(0).outcome().correct());
    assertEquals(1, problems.get(0).outcome().invalid());
    assertEquals(1, problems.get(0).outcome().truncated());
    assertEquals(false, problems.get(0).majorityRight());
    assertEquals(true, problems.get(1).majorityRight());
    assertEquals(2, problems.get(0).answerClasses());
  }

  @Test
  void greedyAloneHasNoSampledFigures() {
    Benchmark benchmark = Runs.benchmark(11);
    EvaluationReport report =
        EvaluationAssembly.report(
            benchmark,
            Runs.settings(benchmark, true, 0),
            samples("q0", box("1")),
            new ExactGrader());
    assertNull(report.sampled());
    assertNull(report.problems().get(0).majorityRight());
  }

  @Test
  void sampledAloneHasNoGreedyVerdict() {
    Benchmark benchmark = Runs.benchmark(11);
    RunSettings run = Runs.settings(benchmark, false, 1);
    List<Sample> samples = List.of(sample("q0", Mode.SAMPLED, 0, box("1")));
    EvaluationReport report = EvaluationAssembly.report(benchmark, run, samples, new ExactGrader());
    assertNull(report.greedy());
    assertNull(report.problems().get(0).outcome().greedyVerdict());
    assertThrows(
        IllegalArgumentException.class, () -> report.problems().get(0).outcome().solvedGreedily());
  }

  @Test
  void oneOfSeveralAcceptedAnswersIsEnough() {
    BenchmarkProblem problem = new BenchmarkProblem("q", 1, "?", List.of("1", "one"), Map.of());
    Benchmark one = Runs.benchmark(1);
    Benchmark benchmark =
        new Benchmark(one.definition(), one.file(), one.sha256(), 1, List.of(problem), List.of());
    List<Sample> samples =
        List.of(
            sample("q", Mode.SAMPLED, 0, box("one")),
            sample("q", Mode.SAMPLED, 1, box("two")),
            sample("q", Mode.SAMPLED, 2, "1"));
    List<Verdict> verdicts =
        Grading.grade(benchmark, samples, new ExactGrader()).stream()
            .map(GradedSample::verdict)
            .toList();
    assertEquals(List.of(Verdict.SOLVED, Verdict.UNSOLVED, Verdict.INVALID), verdicts);
  }

  @Test
  void incompleteRunHasNoReport() {
    Benchmark benchmark = Runs.benchmark(11);
    RunSettings run = Runs.settings(benchmark, true, 4);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                EvaluationAssembly.report(
                    benchmark, run, samples("q0", box("1")), new ExactGrader()));
    assertTrue(e.getMessage().contains("1 of 5"), e.getMessage());
  }

  @Test
  void reportIsReadAsItWasWritten() throws IOException {
    EvaluationFiles.write(report(), folder, true);
    EvaluationReport read = EvaluationFiles.read(folder);
    assertEquals(report(), read);
    assertEquals(StrictJson.write(report()), StrictJson.write(read));
    assertEquals(read, EvaluationFiles.read(folder.resolve(EvaluationFiles.JSON)));
  }

  @Test
  void pagesHaveFiguresIntervalsAndTheSmallestGap() throws IOException {
    EvaluationFiles.write(report(), folder, true);
    String page = Files.readString(folder.resolve(EvaluationFiles.MARKDOWN));
    assertTrue(page.contains("| greedy accuracy | 50.0 % (1 of 2) | \\[9.5, 90.5\\] |"), page);
    assertTrue(page.contains("| avg@4 | 50.0 % |  | 25.0 | 17.7 | higher |"), page);
    assertTrue(page.contains("greedy: none; avg@4: about"), page);
    // exact interval of 1 of 2: from 1 - sqrt(0.975) = 0.0126 to sqrt(0.975) = 0.9874
    assertTrue(
        page.contains("Clopper-Pearson interval of greedy accuracy at 95 %: \\[1.3, 98.7\\]"));
    assertTrue(Files.readString(folder.resolve(EvaluationFiles.HTML)).contains("by rule no box"));
  }

  @Test
  void otherJsonIsNoReport() throws IOException {
    Path file = Files.writeString(folder.resolve("report.json"), "{\"schemaVersion\": 1}");
    Exception e = assertThrows(IllegalArgumentException.class, () -> EvaluationFiles.read(file));
    assertTrue(e.getMessage().contains("report.json"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> EvaluationFiles.read(folder.resolve("no")));
  }
}
