package org.srl4j.eval.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TieBreakTest {
  @Test
  void accuracyAndWhatIsFinerAreTwoNumbers() {
    TieBreak both = new TieBreak(p -> 0.01, p -> 0.5);
    assertEquals(0.01, both.accuracy(null));
    assertEquals(0.5, both.tieBreak(null).orElseThrow());
  }
}
