package org.srl4j.core.advantage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Group-relative advantage of GRPO, used by SRL Eq. 1 (§3, arXiv:2510.25992v1).
 *
 * <p>{@code A_i = (r_i - mean r) / (std r + epsilon)}, the mean always over the rollout's own
 * group, the std as {@link ScaleRewards} says. A group whose rewards are all equal gets exact
 * zeros.
 *
 * <p>Difference from the paper: it divides by the std without saying which one and without an
 * epsilon. {@link #defaults()} follows TRL (ddof 1, epsilon 1e-4), because published learning rates
 * were found with it and verl, on which the authors ran, also divides by G - 1. The choice is a
 * constant factor: with ddof 1 all advantages are sqrt((G-1)/G) times those of ddof 0, 0.935 for G
 * = 8. The filter's std (SRL §4.2) is another one and divides by G, see {@link DynamicSampling}.
 *
 * @param scaleRewards which std divides
 * @param ddof 0 divides the squares by the number of rewards, 1 by one less
 * @param epsilon added to the std; at least 0. It damps groups whose std is as small as itself
 */
public record GroupNormalizedAdvantage(ScaleRewards scaleRewards, int ddof, double epsilon)
    implements AdvantageEstimator {

  /** Checks ranges. */
  public GroupNormalizedAdvantage {
    Objects.requireNonNull(scaleRewards, "scaleRewards");
    GroupStatistics.requireDdof(ddof);
    if (!(epsilon >= 0 && Double.isFinite(epsilon))) {
      throw new IllegalArgumentException("epsilon: must be at least 0, got " + epsilon);
    }
  }

  /** TRL's: the group's std with ddof 1, epsilon 1e-4. */
  public static GroupNormalizedAdvantage defaults() {
    return new GroupNormalizedAdvantage(ScaleRewards.GROUP, 1, 1e-4);
  }

  @Override
  public List<double[]> advantages(List<double[]> rewards) {
    double batchStd = scaleRewards == ScaleRewards.BATCH ? batchStd(rewards) : 0;
    List<double[]> advantages = new ArrayList<>();
    for (double[] group : rewards) {
      advantages.add(groupAdvantages(group, batchStd));
    }
    return advantages;
  }

  private double[] groupAdvantages(double[] rewards, double batchStd) {
    double[] advantages = new double[rewards.length];
    if (GroupStatistics.allEqual(rewards)) {
      return advantages;
    }
    double mean = GroupStatistics.mean(rewards);
    double divisor = divisor(rewards, batchStd);
    for (int i = 0; i < rewards.length; i++) {
      advantages[i] = (rewards[i] - mean) / divisor;
    }
    return advantages;
  }

  private double divisor(double[] rewards, double batchStd) {
    return switch (scaleRewards) {
      case GROUP -> GroupStatistics.std(rewards, ddof) + epsilon;
      case BATCH -> batchStd + epsilon;
      case NONE -> 1;
    };
  }

  private double batchStd(List<double[]> rewards) {
    double[] all = rewards.stream().flatMapToDouble(Arrays::stream).toArray();
    return all.length == 0 ? 0 : GroupStatistics.std(all, ddof);
  }
}
