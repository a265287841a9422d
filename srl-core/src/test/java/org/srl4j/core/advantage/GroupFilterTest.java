package org.srl4j.core.advantage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.srl4j.core.advantage.GroupFilter.Verdict;

class GroupFilterTest {

  private static Verdict judge(DynamicSampling config, double... values) {
    return new GroupFilter(config).judge(values);
  }

  @Test
  void aStdOfExactlyEpsilonIsDropped() {
    // 1, 0: mean 1/2, std with ddof 0 = sqrt((1/4 + 1/4) / 2) = 1/2, all exact in binary
    DynamicSampling half = DynamicSampling.defaults().withEpsilon(0.5);
    assertEquals(Verdict.LOW_STD, judge(half, 1, 0));
    assertEquals(Verdict.KEPT, judge(half.withEpsilon(Math.nextDown(0.5)), 1, 0));
  }

  @Test
  void ddof1MakesTheStdLarger() {
    // sqrt((1/4 + 1/4) / 1) = 0.707 > 1/2
    DynamicSampling d = DynamicSampling.defaults();
    DynamicSampling ddof1 =
        new DynamicSampling(
            true, "reward", 0.5, 1, d.minMean(), d.maxMean(), 3, OnExhausted.SMALLER_BATCH);
    assertEquals(Verdict.KEPT, judge(ddof1, 1, 0));
  }

  @Test
  void equalRewardsAreDroppedWithEpsilonZero() {
    // the sum of seven 0.1 is 0.7 minus an ulp, so a std computed from the mean would not be 0
    DynamicSampling zero = DynamicSampling.defaults().withEpsilon(0);
    assertEquals(Verdict.LOW_STD, judge(zero, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1));
    assertEquals(Verdict.KEPT, judge(zero, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1 + 1e-12));
  }

  @Test
  void groupsMixedWithFormatViolationsAreKeptThoughTheirMeanIsNegative() {
    // mean (3 * -1 + 0.4) / 4 = -0.65
    assertEquals(Verdict.KEPT, judge(DynamicSampling.defaults(), -1, -1, -1, 0.4));
  }

  @Test
  void groupsOfViolationsOnlyAreDropped() {
    assertEquals(Verdict.LOW_STD, judge(DynamicSampling.defaults(), -1, -1, -1, -1));
  }

  @Test
  void defaultEpsilonKeepsEveryMixedGroupOfBinaryRewards() {
    double[] rewards = new double[2000];
    rewards[0] = 1;
    assertEquals(Verdict.KEPT, judge(DynamicSampling.defaults(), rewards));
  }

  @Test
  void theBandIsInclusive() {
    DynamicSampling band =
        new DynamicSampling(true, "reward", 0.02, 0, 0.25, 0.5, 3, OnExhausted.SMALLER_BATCH);
    assertEquals(Verdict.KEPT, judge(band, 1, 0, 0, 0));
    assertEquals(Verdict.KEPT, judge(band, 1, 0));
    assertEquals(Verdict.OUTSIDE_BAND, judge(band, 1, 1, 0));
    assertEquals(Verdict.OUTSIDE_BAND, judge(band, 1, 0, 0, 0, 0));
  }

  @Test
  void offKeepsEverything() {
    assertEquals(Verdict.KEPT, judge(DynamicSampling.off(), 1, 1, 1));
  }

  @Test
  void badOptionsAreRejected() {
    DynamicSampling d = DynamicSampling.defaults();
    assertThrows(IllegalArgumentException.class, () -> d.withEpsilon(-0.1));
    assertThrows(IllegalArgumentException.class, () -> d.withEpsilon(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> d.withRefill(-1, OnExhausted.FAIL));
    assertThrows(
        IllegalArgumentException.class,
        () -> new DynamicSampling(true, "reward", 0, 0, 0.8, 0.2, 3, OnExhausted.FAIL));
  }
}
