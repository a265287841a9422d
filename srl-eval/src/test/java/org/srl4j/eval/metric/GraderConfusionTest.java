package org.srl4j.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class GraderConfusionTest {
  private static final Verdict S = Verdict.SOLVED;
  private static final Verdict U = Verdict.UNSOLVED;
  private static final Verdict I = Verdict.INVALID;

  @Test
  void pairsOfVerdictsAreCounted() {
    GraderConfusion confusion = GraderConfusion.of(List.of(S, S, U, I, U), List.of(S, U, S, U, U));
    assertEquals(1, confusion.count(S, S));
    assertEquals(1, confusion.count(S, U));
    assertEquals(1, confusion.count(U, S));
    assertEquals(1, confusion.count(I, U));
    assertEquals(1, confusion.count(U, U));
    assertEquals(0, confusion.count(U, I));
    assertEquals(2 / 5.0, confusion.agreement());
    assertEquals(5, confusion.responses());
  }

  @Test
  void differentNumbersOfVerdictsAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> GraderConfusion.of(List.of(S), List.of(S, U)));
    assertThrows(IllegalArgumentException.class, () -> GraderConfusion.of(List.of(), List.of()));
  }
}
