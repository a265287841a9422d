package org.srl4j.core.advantage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GroupNormalizedAdvantageTest {
  /** A few additions and one division of numbers near 1. */
  private static final double ROUNDING = 1e-12;

  @Nested
  class Defaults extends AdvantageContract {
    @Override
    protected AdvantageEstimator estimator() {
      return GroupNormalizedAdvantage.defaults();
    }
  }

  @Nested
  class OverTheBatch extends AdvantageContract {
    @Override
    protected AdvantageEstimator estimator() {
      return new GroupNormalizedAdvantage(ScaleRewards.BATCH, 0, 0);
    }
  }

  @Nested
  class NotScaled extends AdvantageContract {
    @Override
    protected AdvantageEstimator estimator() {
      return new GroupNormalizedAdvantage(ScaleRewards.NONE, 0, 0);
    }
  }

  @Test
  void groupStdWithDdof0DividesByG() {
    // mean 1/4; squares (3/4)^2 + 3 (1/4)^2 = 12/16; std = sqrt(12/16/4) = sqrt(3)/4
    // (1 - 1/4) / (sqrt(3)/4) = sqrt(3); (0 - 1/4) / (sqrt(3)/4) = -1/sqrt(3)
    double root = Math.sqrt(3);
    assertAdvantages(
        new GroupNormalizedAdvantage(ScaleRewards.GROUP, 0, 0),
        new double[] {root, -1 / root, -1 / root, -1 / root},
        new double[] {1, 0, 0, 0});
  }

  @Test
  void groupStdWithDdof1DividesByGMinus1() {
    // std = sqrt(12/16/3) = 1/2: (3/4) / (1/2) = 3/2 and (-1/4) / (1/2) = -1/2
    assertAdvantages(
        new GroupNormalizedAdvantage(ScaleRewards.GROUP, 1, 0),
        new double[] {1.5, -0.5, -0.5, -0.5},
        new double[] {1, 0, 0, 0});
  }

  @Test
  void defaultIsTrls() {
    // std (ddof 1) = 1/2, plus 1e-4: 0.75 / 0.5001
    double[] advantages =
        GroupNormalizedAdvantage.defaults().advantages(List.of(new double[] {1, 0, 0, 0})).get(0);
    assertEquals(0.75 / 0.5001, advantages[0], ROUNDING);
  }

  @Test
  void batchStdIsThatOfAllRewardsAndTheMeanTheGroups() {
    // all rewards 1, 0, 3, 0: mean 1, squares 0 + 1 + 4 + 1 = 6
    // ddof 0: std = sqrt(6/4); group means 1/2 and 3/2
    double std = Math.sqrt(1.5);
    List<double[]> advantages =
        new GroupNormalizedAdvantage(ScaleRewards.BATCH, 0, 0)
            .advantages(List.of(new double[] {1, 0}, new double[] {3, 0}));
    assertArrayEquals(new double[] {0.5 / std, -0.5 / std}, advantages.get(0), ROUNDING);
    assertArrayEquals(new double[] {1.5 / std, -1.5 / std}, advantages.get(1), ROUNDING);
  }

  @Test
  void withoutScalingOnlyTheMeanIsSubtracted() {
    // mean (-1 + 0.5 + 0.5) / 3 = 0
    assertAdvantages(
        new GroupNormalizedAdvantage(ScaleRewards.NONE, 1, 1e-4),
        new double[] {-1, 0.5, 0.5},
        new double[] {-1, 0.5, 0.5});
  }

  @Test
  void epsilonIsAddedToTheStd() {
    // std (ddof 0) of 1, 0 is 1/2; (1 - 1/2) / (1/2 + 1/2) = 1/2
    assertAdvantages(
        new GroupNormalizedAdvantage(ScaleRewards.GROUP, 0, 0.5),
        new double[] {0.5, -0.5},
        new double[] {1, 0});
  }

  @Test
  void badOptionsAreRejected() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new GroupNormalizedAdvantage(ScaleRewards.GROUP, 2, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new GroupNormalizedAdvantage(ScaleRewards.GROUP, 0, -1));
  }

  private static void assertAdvantages(
      AdvantageEstimator estimator, double[] expected, double[] rewards) {
    assertArrayEquals(expected, estimator.advantages(List.of(rewards)).get(0), ROUNDING);
  }
}
