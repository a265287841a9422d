package org.srl4j.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemOutcomeTest {

  @ParameterizedTest
  @CsvSource({
    "-1, 8, 0, 0, 0",
    "5, -1, 0, 0, 0",
    "5, 8, 9, 0, 0",
    "5, 8, 4, 5, 0", // 4 right and 5 invalid are more than 8
    "5, 8, 4, 0, 9"
  })
  void impossibleCountsAreRefused(int tokens, int samples, int correct, int invalid, int cut) {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new ProblemOutcome(
                    "q7", Verdict.SOLVED, false, tokens, samples, correct, invalid, cut));
    assertTrue(error.getMessage().endsWith("for problem q7"), error.getMessage());
  }

  @Test
  void onlySolvedCountsAsSolved() {
    assertTrue(ProblemOutcome.of("a", Verdict.SOLVED, 0, 0).solvedGreedily());
    assertFalse(ProblemOutcome.of("a", Verdict.UNSOLVED, 0, 0).solvedGreedily());
    assertFalse(ProblemOutcome.of("a", Verdict.INVALID, 0, 0).solvedGreedily());
  }

  @Test
  void meanOverNoSamplesIsRefused() {
    assertEquals(0.25, ProblemOutcome.of("a", Verdict.SOLVED, 8, 2).sampleAccuracy());
    ProblemOutcome greedyOnly = ProblemOutcome.of("a", Verdict.SOLVED, 0, 0);
    assertThrows(IllegalArgumentException.class, greedyOnly::sampleAccuracy);
  }
}
