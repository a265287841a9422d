package org.srl4j.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SmallestGapTest {
  /** Table value with five digits. */
  private static final double TABLE = 1e-5;

  @Test
  void sixProblemsMustChange() {
    // 2 * (1/2)^5 = 0.0625 > 0.05 >= 2 * (1/2)^6 = 0.03125
    assertEquals(6, SmallestGap.greedyProblems(30));
    assertEquals(6, SmallestGap.greedyProblems(6));
  }

  @Test
  void fiveProblemsCanShowNothing() {
    assertEquals(6, SmallestGap.greedyProblems(5));
    assertEquals(2, SmallestGap.greedyProblems(1));
    assertThrows(IllegalArgumentException.class, () -> SmallestGap.greedyProblems(0));
  }

  @Test
  void averageGapIsAnIndependentDifferenceAtStudentsQuantile() {
    // t(0.975, 29 degrees) = 2.04523; 2.04523 * 1.414214 * 0.05 = 0.144620
    AverageAtK average = new AverageAtK(30, 32, 0.1, 0.05, 0.01);
    assertEquals(0.144620, SmallestGap.average(average), TABLE);
  }

  @Test
  void withoutSpreadTheGapIsUnknown() {
    assertTrue(Double.isNaN(SmallestGap.average(new AverageAtK(30, 32, 0, 0, 0))));
    assertTrue(Double.isNaN(SmallestGap.average(new AverageAtK(1, 32, 0.5, Double.NaN, 0.1))));
  }
}
