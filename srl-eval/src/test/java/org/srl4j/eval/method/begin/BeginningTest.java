package org.srl4j.eval.method.begin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.method.begin.Beginning.Shown;

class BeginningTest {
  private static final Beginning STAGED = new Beginning(Shown.STAGED, 1);

  // 5 steps, 9 collections, c0 = 8: ceil(5 (8 - c) / 8) - 1
  // c = 0: 5 - 1; 1: ceil(4.375) - 1 = 4; 2: ceil(3.75) - 1 = 3; 4: ceil(2.5) - 1 = 2
  // 7: ceil(0.625) - 1 = 0; 8: 0
  @ParameterizedTest
  @CsvSource({"0,4", "1,4", "2,3", "4,2", "5,1", "7,0", "8,0", "99,0"})
  void aStagedStartSlidesFromTheLastStepToTheProblem(long collection, int shown) {
    assertEquals(shown, STAGED.steps(5, collection, 9, 0));
  }

  @Test
  void aStagedStartNeverRisesAndEndsAtTheProblem() {
    for (int steps = 1; steps <= 12; steps++) {
      for (int collections = 1; collections <= 40; collections++) {
        for (double until : new double[] {0.25, 0.6, 1}) {
          Beginning staged = new Beginning(Shown.STAGED, until);
          int before = steps - 1;
          for (int c = 0; c < collections; c++) {
            int shown = staged.steps(steps, c, collections, c);
            assertTrue(shown >= 0 && shown <= before, steps + " steps, collection " + c);
            before = shown;
          }
          assertEquals(0, before, steps + " steps in " + collections + " collections");
        }
      }
    }
  }

  @Test
  void aMixedStartDrawsEveryNumberOfSteps() {
    Beginning mixed = new Beginning(Shown.MIXED, 1);
    int[] drawn = IntStream.range(-50, 50).map(d -> mixed.steps(4, 0, 9, d)).toArray();
    assertEquals(4, IntStream.of(drawn).distinct().count());
    assertEquals(3, IntStream.of(drawn).max().orElseThrow());
    assertEquals(0, IntStream.of(drawn).min().orElseThrow());
  }

  @Test
  void aShareOutsideOfTheTrainingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Beginning(Shown.STAGED, 0));
    assertThrows(IllegalArgumentException.class, () -> new Beginning(Shown.STAGED, 1.1));
  }
}
