package org.srl4j.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.srl4j.eval.metric.PairedOutcomes;
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.metric.Wilson;
import org.srl4j.eval.report.benchmark.BenchmarkSection;

/** What the records compute and refuse. */
class ReportRecordsTest {
  private static final PairedTest.Pair PAIR = new PairedTest.Pair("a", "b", "step_loop", "seed 0");

  @Test
  void everyFigureComesFromTheOutcomes() {
    List<ProblemOutcome> outcomes =
        List.of(
            new ProblemOutcome("a", Verdict.SOLVED, false, 10, 4, 2, 0, 0),
            new ProblemOutcome("b", Verdict.SOLVED, true, 30, 4, 0, 1, 2),
            new ProblemOutcome("c", Verdict.INVALID, true, 50, 4, 4, 0, 0),
            new ProblemOutcome("d", Verdict.UNSOLVED, false, 70, 4, 0, 0, 0));
    DecodingResult result = DecodingResult.of(outcomes, 0.9, Double.NaN);
    assertEquals(0.5, result.greedyAccuracy());
    assertEquals(Wilson.interval(2, 4), result.greedyInterval());
    assertEquals(6.0 / 16, result.averageAtK().mean(), 1e-12);
    assertEquals(6.0 / 16, result.passAtK().get(1), 1e-12);
    assertEquals((5.0 / 6 + 1) / 4, result.passAtK().get(2), 1e-12); // 1 - C(2,2)/C(4,2), and 1
    assertEquals(0.25, result.invalidShare());
    assertEquals(0.5, result.truncatedShare());
    assertEquals(40, result.meanCompletionTokens());
  }

  @Test
  void greedyOnlyHasNoSampledFigures() {
    DecodingResult result =
        DecodingResult.of(List.of(ProblemOutcome.of("a", Verdict.SOLVED, 0, 0)), 1, 1);
    assertNull(result.averageAtK());
    assertTrue(result.passAtK().isEmpty());
  }

  @Test
  void aProblemWithFewerSamplesThanTheFirstIsRefused() {
    List<ProblemOutcome> outcomes =
        List.of(
            ProblemOutcome.of("a", Verdict.SOLVED, 4, 0),
            ProblemOutcome.of("b", Verdict.SOLVED, 2, 0));
    assertThrows(IllegalArgumentException.class, () -> DecodingResult.of(outcomes, 1, 1));
  }

  @Test
  void greedyAndAverageGetTheirOwnTest() {
    List<ProblemOutcome> first = new ArrayList<>();
    List<ProblemOutcome> second = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      first.add(ProblemOutcome.of("q" + i, Verdict.SOLVED, 4, 3));
      second.add(ProblemOutcome.of("q" + i, i == 0 ? Verdict.SOLVED : Verdict.INVALID, 4, 1));
    }
    List<PairedTest> tests = PairedTest.of(PAIR, new PairedOutcomes(first, second), 1);
    assertEquals(2, tests.size());
    assertEquals("greedy", tests.get(0).measure());
    assertEquals(0.75, tests.get(0).difference());
    assertEquals(0.25, tests.get(0).rawP(), 1e-9); // 3 : 0 discordant, 2/8
    assertEquals("avg@4", tests.get(1).measure());
    assertEquals(0.125, tests.get(1).rawP(), 1e-9); // 4 equal differences, 2/16
    List<PairedTest> adjusted = PairedTest.adjust(tests);
    assertEquals(0.25, adjusted.get(0).holmP(), 1e-9); // max(2·0.125, 0.25)
    assertEquals(0.25, adjusted.get(1).holmP(), 1e-9); // 2·0.125
  }

  @Test
  void ratesAreCountsOverWallTime() {
    PhaseTiming phase = new PhaseTiming("p", 4, 8, 0, 100, 0);
    assertEquals(25, phase.perSecond(phase.tokensTrained()));
    assertTrue(Double.isNaN(phase.perSecond(phase.rollouts())));
  }

  @Test
  void impossibleRecordsAreRefused() {
    RunResult run = new RunResult(0, Double.NaN, Map.of(), 0, 0, Map.of(), List.of(), List.of());
    refused(() -> new MethodResult("a", "A", List.of()));
    refused(() -> new MethodResult("a", "A", List.of(run, run)));
    refused(() -> new RunResult(0, 1e-3, Map.of(), 5, 6, Map.of(), List.of(), List.of()));
    refused(() -> new RunResult(0, 1e-3, Map.of(1e-3, 2.0), 5, 5, Map.of(), List.of(), List.of()));
    refused(() -> new CurvePoint(0, 0, 0, 1.5, 0, Map.of()));
    refused(() -> new PhaseTiming("p", -1, 0, 0, 0, 0));
    refused(() -> new SampleCompletion("a", "m", "p", List.of(), "", Verdict.SOLVED));
    PairedTest test = Reports.small().pairedTests().get(0);
    refused(() -> new PairedTest(PAIR, "greedy", 4, 0, test.interval(), null, null, Double.NaN));
  }

  @Test
  void methodNamesMustBeUnique() {
    ComparisonReport report = Reports.small();
    MethodResult method = report.methods().get(0);
    refused(
        () ->
            new ComparisonReport(
                ComparisonReport.SCHEMA_VERSION,
                "t",
                "p",
                report.created(),
                report.config(),
                Map.of(),
                "d",
                List.of(method, method),
                List.of(),
                BenchmarkSection.NONE,
                List.of(),
                List.of(),
                List.of()));
  }

  private static void refused(Executable action) {
    assertThrows(IllegalArgumentException.class, action);
  }
}
