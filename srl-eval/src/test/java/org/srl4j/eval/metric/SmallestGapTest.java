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

  @Test
  void gapGivenDiscordantProblemsIsTheLeastUnevenSplitThatIsRejected() {
    assertEquals(6, SmallestGap.greedyProblemsGiven(6));
    // 9 : 1 of 10 has p = 2 * (1 + 10) / 1024 = 0.0215; 8 : 2 has 2 * 56 / 1024 = 0.109
    assertEquals(8, SmallestGap.greedyProblemsGiven(10));
    assertEquals(6, SmallestGap.greedyProblemsGiven(5));
    assertEquals(1, SmallestGap.greedyProblemsGiven(0));
  }

  @Test
  void pairedGapIsStudentsQuantileTimesTheStandardError() {
    // differences 0, 1, 2: sd 1, SE 1/sqrt(3) = 0.577350; t(0.975, 2) = 4.30265
    assertEquals(4.30265 * 0.577350, SmallestGap.paired(new double[] {0, 1, 2}), TABLE);
    assertTrue(Double.isNaN(SmallestGap.paired(new double[] {1, 1})));
  }
}
