package com.example.ideas;

import java.util.Arrays;
import java.util.List;
import org.srl4j.core.advantage.AdvantageEstimator;

/** Reward minus the group's mean, divided by nothing; 0 for a group of equal rewards. */
public final class CentredAdvantage implements AdvantageEstimator {
  @Override
  public List<double[]> advantages(List<double[]> rewards) {
    return rewards.stream().map(CentredAdvantage::centred).toList();
  }

  private static double[] centred(double[] group) {
    double first = group[0]; // differences first: equal rewards then give exact zeros
    double mean = Arrays.stream(group).map(r -> r - first).average().orElse(0);
    return Arrays.stream(group).map(r -> r - first - mean).toArray();
  }
}
