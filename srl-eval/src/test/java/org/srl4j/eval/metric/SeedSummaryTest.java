package org.srl4j.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SeedSummaryTest {

  @Test
  void threeSeedsMatchTheHandComputation() {
    // 0.96, 0.92, 0.94: mean 0.94, deviations 0.02, -0.02, 0; sd = sqrt(0.0008/2) = 0.02.
    // t(0.975, 2) = 4.302653; half = 4.302653·0.02/sqrt(3) = 0.049683.
    SeedSummary summary = SeedSummary.of(0.96, 0.92, 0.94);
    assertEquals(3, summary.seeds());
    assertEquals(0.94, summary.mean(), 1e-12);
    assertEquals(0.02, summary.standardDeviation(), 1e-12);
    assertEquals(0.92, summary.min());
    assertEquals(0.96, summary.max());
    assertEquals(0.94 - 0.049683, summary.interval().low(), 1e-6);
    assertEquals(0.94 + 0.049683, summary.interval().high(), 1e-6);
  }

  @Test
  void intervalIsNotCutToTheScale() {
    // 0.59, 0.12, 0: mean 0.2367, sd 0.3118, half 4.302653·0.3118/sqrt(3) = 0.7746.
    SeedSummary summary = SeedSummary.of(0.59, 0.12, 0);
    assertEquals(0.2367 - 0.7746, summary.interval().low(), 1e-3);
  }

  @Test
  void oneSeedHasNoSpread() {
    SeedSummary summary = SeedSummary.of(0.5);
    assertEquals(0.5, summary.mean());
    assertTrue(Double.isNaN(summary.standardDeviation()));
    assertNull(summary.interval());
  }

  @Test
  void equalValuesHaveZeroSpreadExactly() {
    assertEquals(0, SeedSummary.of(0.1, 0.1, 0.1).standardDeviation());
  }

  @Test
  void nothingAndNaNAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> SeedSummary.of());
    assertThrows(IllegalArgumentException.class, () -> SeedSummary.of(0.5, Double.NaN));
  }
}
