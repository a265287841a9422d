package org.srl4j.eval.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TieBreakTest {
  @Test
  void theFinerValueOnlyBreaksTies() {
    TieBreak none = new TieBreak(p -> 0, p -> 0.5);
    TieBreak one = new TieBreak(p -> 0.01, p -> 0);
    assertEquals(0.0005, none.accuracy(null), 1e-12);
    assertTrue(one.accuracy(null) > new TieBreak(p -> 0, p -> 1).accuracy(null));
  }

  @Test
  void theSumStaysAnAccuracy() {
    assertEquals(1, new TieBreak(p -> 1, p -> 0.5).accuracy(null));
  }
}
