package org.srl4j.eval.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.metric.PairedOutcomes;
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.report.DecodingResult;
import org.srl4j.eval.report.MethodResult;
import org.srl4j.eval.report.PairedTest;
import org.srl4j.eval.report.RunResult;

class ReportNotesTest {

  private static DecodingResult decoding(int solved) {
    List<ProblemOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Verdict verdict = i < solved ? Verdict.SOLVED : Verdict.UNSOLVED;
      outcomes.add(new ProblemOutcome("p" + i, verdict, false, 5, 0, 0, 0, 0));
    }
    return DecodingResult.of(outcomes, Double.NaN, Double.NaN);
  }

  private static MethodResult method(String name, int solved) {
    return method(name, solved, 0);
  }

  private static MethodResult method(String name, int solved, long selectedUpdate) {
    Map<String, DecodingResult> decodings = new LinkedHashMap<>();
    decodings.put("step_loop", decoding(solved));
    decodings.put("one_pass", decoding(solved));
    RunResult run =
        new RunResult(0, Double.NaN, Map.of(), 30, selectedUpdate, decodings, List.of(), List.of());
    return new MethodResult(name, name, List.of(run));
  }

  private static String notes(boolean stopped, MethodResult... methods) {
    List<PairedTest> tests = new ArrayList<>();
    for (int first = 0; first < methods.length; first++) {
      for (int second = 0; second < first; second++) {
        tests.addAll(tests(methods[first], methods[second]));
      }
    }
    return String.join(
        "\n",
        ReportNotes.of(
            ComparisonConfig.defaults(),
            List.of(methods),
            PairedTest.adjust(tests),
            List.of(),
            stopped));
  }

  private static List<PairedTest> tests(MethodResult first, MethodResult second) {
    return PairedTest.of(
        new PairedTest.Pair(first.name(), second.name(), "step_loop", "seed 0"),
        new PairedOutcomes(
            first.seeds().get(0).main().outcomes(), second.seeds().get(0).main().outcomes()),
        1);
  }

  /**
   * Ten solved against none: McNemar 10 : 0, p = 2/1024; six tests at most, so Holm stays small.
   */
  @Test
  void orderIsSaidAsTheTestsReadIt() {
    String text = notes(false, method("rlvr", 0), method("srl", 10), method("srl_rlvr", 10));
    assertTrue(text.contains("nothing contradicts it; shown: srl better than rlvr"), text);
    assertTrue(text.contains("(greedy 100.0 : 0.0)"), text);
    assertTrue(text.contains("; open: srl_rlvr not shown to differ from srl"), text);
  }

  /** One problem of ten apart is chance: 2 * 0.5 = 1. */
  @Test
  void aGapWithinChanceContradictsNothing() {
    String text = notes(false, method("sft_outline", 6), method("srl", 5));
    assertTrue(text.contains("nothing contradicts it; none of its gaps is shown"), text);
    assertFalse(text.contains("CONTRADICTED"), text);
  }

  @Test
  void aShownGapTheOtherWayIsAContradiction() {
    String text = notes(false, method("sft_outline", 10), method("srl", 0));
    assertTrue(text.contains("CONTRADICTED by srl worse than sft_outline"), text);
  }

  @Test
  void methodsThatNeverBeatTheirStartAreNamed() {
    String text = notes(false, method("base", 0), method("rlvr", 0, 0), method("srl", 5, 20));
    assertTrue(text.contains("figures are the start's: rlvr (seed 0)."), text);
    assertFalse(text.contains("base (seed"), text);
    assertFalse(text.contains("srl (seed"), text);
  }

  @Test
  void controlInWhichImitationWinsStandsInTheNotes() {
    String text = notes(false, method("srl", 5), method("sft_friendly", 9));
    assertTrue(text.contains("solves, greedy, 0.900 in step loop, 0.900 in one pass."), text);
  }

  @Test
  void stopAndFewSeedsAreSaid() {
    String text = notes(true, method("srl", 5));
    assertTrue(text.contains("Stopped on request"), text);
    assertTrue(text.contains("1 seed(s)"), text);
  }

  @Test
  void stepSimilaritiesAreMeansOverSeeds() {
    assertEquals(List.of(), ReportNotes.stepSimilarities(Map.of()));
    // (0.2 + 0.4) / 2 = 0.3
    String note = ReportNotes.stepSimilarities(Map.of("SRL", List.of(0.2, 0.4))).get(0);
    assertTrue(note.contains("SRL 0.3000"), note);
  }
}
