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
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.report.DecodingResult;
import org.srl4j.eval.report.MethodResult;
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
    return String.join(
        "\n", ReportNotes.of(ComparisonConfig.defaults(), List.of(methods), List.of(), stopped));
  }

  @Test
  void orderOfThePaperIsSaidToHoldOnlyWhenItDoes() {
    String holds =
        notes(
            false,
            method("sft_outline", 1),
            method("rlvr", 1),
            method("srl", 5),
            method("srl_rlvr", 6));
    assertTrue(holds.contains("holds, ties included"), holds);
    assertTrue(holds.contains("sft_outline 0.100, rlvr 0.100, srl 0.500, srl_rlvr 0.600"), holds);
    assertFalse(holds.contains("did NOT come out"), holds);
  }

  @Test
  void orderThatDidNotComeOutIsSaidSo() {
    String broken = notes(false, method("sft_outline", 7), method("rlvr", 1), method("srl", 5));
    assertTrue(broken.contains("did NOT come out: rlvr is below sft_outline"), broken);
    assertFalse(broken.contains("holds, ties"), broken);
  }

  @Test
  void equalMethodsHaveNoOrder() {
    String text = notes(false, method("sft_outline", 0), method("rlvr", 0), method("srl", 0));
    assertTrue(text.contains("Nothing can be said about the order"), text);
    assertFalse(text.contains("holds, ties"), text);
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
