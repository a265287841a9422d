package org.srl4j.core.advantage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link AdvantageEstimator} promises. Subclass it for a new one. */
public abstract class AdvantageContract {

  /** The estimator under test. */
  protected abstract AdvantageEstimator estimator();

  private static final List<double[]> REWARDS =
      List.of(
          new double[] {1, 0, 0, 0},
          new double[] {0.1, 0.1, 0.1, 0.1},
          new double[] {-1, 0.5, 0.7, 0.5});

  @Test
  void shapesAreThoseOfTheRewards() {
    List<double[]> advantages = estimator().advantages(REWARDS);
    assertEquals(REWARDS.size(), advantages.size());
    for (int g = 0; g < REWARDS.size(); g++) {
      assertEquals(REWARDS.get(g).length, advantages.get(g).length);
    }
  }

  @Test
  void zeroVarianceGroupGetsExactZeros() {
    // 0.1 + 0.1 + 0.1 rounds to 0.30000000000000004, so the mean of three is not 0.1
    for (int size : new int[] {1, 2, 3, 7, 8}) {
      double[] equal = new double[size];
      Arrays.fill(equal, 0.1);
      List<double[]> advantages = estimator().advantages(List.of(equal, REWARDS.get(0)));
      assertArrayEquals(new double[size], advantages.get(0), 0.0);
    }
  }

  @Test
  void advantagesOfAGroupSumToZero() {
    for (double[] group : estimator().advantages(REWARDS)) {
      assertEquals(0, Arrays.stream(group).sum(), 1e-12);
    }
  }

  @Test
  void aBetterRewardNeverGetsASmallerAdvantage() {
    List<double[]> advantages = estimator().advantages(REWARDS);
    for (int g = 0; g < REWARDS.size(); g++) {
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          if (REWARDS.get(g)[i] > REWARDS.get(g)[j]) {
            assertTrue(advantages.get(g)[i] > advantages.get(g)[j]);
          }
        }
      }
    }
  }

  @Test
  void rewardsAreLeftAsTheyAre() {
    double[] rewards = {1, 0, 0.5};
    estimator().advantages(List.of(rewards));
    assertArrayEquals(new double[] {1, 0, 0.5}, rewards, 0.0);
  }

  @Test
  void noGroupsGiveNoAdvantages() {
    assertTrue(estimator().advantages(List.of()).isEmpty());
  }
}
