package org.srl4j.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ObservationLimitTest {

  @Test
  void shortObservationsStayWhole() {
    assertEquals("abcde", new ObservationLimit(5).cut("abcde"));
    assertFalse(new ObservationLimit(5).cuts("abcde"));
  }

  @Test
  void headAndTailStayAndTheRestIsCounted() {
    // 8 characters, limit 5: the first 3, the last 2, 3 left out
    assertEquals(
        "abc\n[... 3 characters left out ...]\ngh", new ObservationLimit(5).cut("abcdefgh"));
  }

  @Test
  void charactersAreCodePoints() {
    assertFalse(new ObservationLimit(2).cuts("\ud83d\ude00\ud83d\ude00"));
    assertEquals(
        "\ud83d\ude00\n[... 1 characters left out ...]\n\ud83d\ude01",
        new ObservationLimit(2).cut("\ud83d\ude00x\ud83d\ude01"));
  }

  @Test
  void aLimitBelowTwoIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ObservationLimit(1));
  }
}
