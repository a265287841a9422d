package org.srl4j.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassAtKTest {
  /** At most 200 factors, each rounded once. */
  private static final double ROUNDING = 1e-12;

  @ParameterizedTest
  @CsvSource({
    // n, c, k, 1 - C(n-c,k)/C(n,k)
    "4, 2, 2, 0.83333333333333333", // 1 - C(2,2)/C(4,2) = 1 - 1/6
    "5, 1, 3, 0.6", // 1 - C(4,3)/C(5,3) = 1 - 4/10
    "8, 3, 1, 0.375", // 3/8
    "4, 3, 2, 1", // only 1 wrong sample: two draws hold a right one
    "4, 0, 4, 0",
    "1, 0, 1, 0"
  })
  void anyMatchesTheFraction(int n, int c, int k, double expected) {
    assertEquals(expected, PassAtK.any(n, c, k), ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({
    // n, c, k, C(c,k)/C(n,k)
    "4, 2, 2, 0.16666666666666667", // 1/6
    "5, 4, 3, 0.4", // C(4,3)/C(5,3) = 4/10
    "8, 3, 1, 0.375",
    "4, 1, 2, 0",
    "3, 3, 3, 1"
  })
  void allMatchesTheFraction(int n, int c, int k, double expected) {
    assertEquals(expected, PassAtK.all(n, c, k), ROUNDING);
  }

  @Test
  void agreesWithEverySharedRow() throws IOException {
    List<JsonNode> rows = StatisticsCases.of("pass_at_k");
    assertEquals(40, rows.size());
    for (JsonNode row : rows) {
      double actual = PassAtK.any(row.get("n").asInt(), row.get("c").asInt(), row.get("k").asInt());
      assertEquals(row.get("value").asDouble(), actual, ROUNDING, row.toString());
    }
  }

  @Test
  void fewerSamplesThanKAreRefusedEvenWhenAllAreWrong() {
    // The published code returns 1.0 here, because n - c < k.
    var error = assertThrows(IllegalArgumentException.class, () -> PassAtK.any(4, 0, 8));
    assertTrue(error.getMessage().startsWith("samples: pass@8 needs at least 8 samples"));
    assertThrows(IllegalArgumentException.class, () -> PassAtK.all(4, 0, 8));
  }

  @ParameterizedTest
  @CsvSource({"4, 5, 1", "4, -1, 1", "4, 2, 0"})
  void countsOutOfRangeAreRefused(int n, int c, int k) {
    assertThrows(IllegalArgumentException.class, () -> PassAtK.any(n, c, k));
  }

  @Test
  void meanIsOverProblems() {
    List<ProblemOutcome> outcomes =
        List.of(
            ProblemOutcome.of("a", Verdict.SOLVED, 4, 2), // 5/6
            ProblemOutcome.of("b", Verdict.UNSOLVED, 4, 0)); // 0
    assertEquals(5.0 / 12, PassAtK.mean(outcomes, 2), ROUNDING);
  }

  @Test
  void meanNamesTheProblemWithTooFewSamples() {
    List<ProblemOutcome> outcomes =
        List.of(
            ProblemOutcome.of("a", Verdict.SOLVED, 8, 2),
            ProblemOutcome.of("short", Verdict.SOLVED, 2, 2));
    var error = assertThrows(IllegalArgumentException.class, () -> PassAtK.mean(outcomes, 8));
    assertTrue(error.getMessage().contains("got 2 for problem short"), error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> PassAtK.mean(List.of(), 1));
  }
}
