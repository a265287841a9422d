package org.srl4j.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AverageAtKTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void bothStandardErrorsMatchTheHandComputation() {
    // p = 1, 1/2, 0 with k = 4; mean 1/2.
    // Over problems: variance ((1/2)^2 + 0 + (1/2)^2)/2 = 1/4, error sqrt(1/4/3) = sqrt(1/12).
    // Over samples: mean of p(1-p)/(k-1) = (0 + (1/4)/3 + 0)/3 = 1/36, error sqrt(1/36/3).
    AverageAtK average =
        AverageAtK.of(
            List.of(
                ProblemOutcome.of("a", Verdict.SOLVED, 4, 4),
                ProblemOutcome.of("b", Verdict.SOLVED, 4, 2),
                ProblemOutcome.of("c", Verdict.SOLVED, 4, 0)));
    assertEquals(3, average.problems());
    assertEquals(4, average.k());
    assertEquals(0.5, average.mean(), ROUNDING);
    assertEquals(Math.sqrt(1.0 / 12), average.standardErrorOverProblems(), ROUNDING);
    assertEquals(Math.sqrt(1.0 / 108), average.standardErrorOverSamples(), ROUNDING);
  }

  @Test
  void undefinedErrorsAreNaNAndNotZero() {
    AverageAtK one = AverageAtK.of(List.of(ProblemOutcome.of("a", Verdict.SOLVED, 1, 1)));
    assertEquals(1, one.mean());
    assertTrue(Double.isNaN(one.standardErrorOverProblems()));
    assertTrue(Double.isNaN(one.standardErrorOverSamples()));
  }

  @Test
  void agreesWithEverySharedRow() throws IOException {
    List<JsonNode> rows = StatisticsCases.of("avg_at_k");
    assertEquals(4, rows.size());
    for (JsonNode row : rows) {
      List<ProblemOutcome> outcomes = new ArrayList<>();
      for (JsonNode problem : row.get("matrix")) {
        String bits = problem.asText();
        int correct = (int) bits.chars().filter(bit -> bit == '1').count();
        outcomes.add(
            ProblemOutcome.of("q" + outcomes.size(), Verdict.UNSOLVED, bits.length(), correct));
      }
      AverageAtK average = AverageAtK.of(outcomes);
      assertEquals(row.get("avg_at_k").asDouble(), average.mean(), ROUNDING);
      assertEquals(
          row.get("se_over_questions").asDouble(), average.standardErrorOverProblems(), ROUNDING);
      assertEquals(
          row.get("se_within_only").asDouble(), average.standardErrorOverSamples(), ROUNDING);
      for (var passAtK : row.get("pass_at_k_mean").properties()) {
        int k = Integer.parseInt(passAtK.getKey());
        assertEquals(passAtK.getValue().asDouble(), PassAtK.mean(outcomes, k), ROUNDING);
      }
    }
  }

  @Test
  void unequalSampleCountsAreRefused() {
    List<ProblemOutcome> outcomes =
        List.of(
            ProblemOutcome.of("a", Verdict.SOLVED, 8, 2),
            ProblemOutcome.of("b", Verdict.SOLVED, 4, 2));
    var error = assertThrows(IllegalArgumentException.class, () -> AverageAtK.of(outcomes));
    assertTrue(error.getMessage().contains("got 8 for problem a and 4 for problem b"));
    assertThrows(IllegalArgumentException.class, () -> AverageAtK.of(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> AverageAtK.of(List.of(ProblemOutcome.of("a", Verdict.SOLVED, 0, 0))));
  }
}
