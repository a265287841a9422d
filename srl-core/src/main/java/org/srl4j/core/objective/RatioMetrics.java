package org.srl4j.core.objective;

import java.util.LinkedHashMap;
import java.util.Map;
import org.srl4j.core.data.Experience;

/**
 * Metrics of objectives on rollouts: the ratio r of the current policy's probability to that of the
 * policy that sampled.
 *
 * <p>{@code policy/ratio_mean}, {@code policy/ratio_max_gap} (largest |r - 1|), {@code
 * policy/approx_kl} (mean of r - 1 - ln r), and with a clip range the shares of tokens beyond it on
 * the side where it acts: {@code clip_ratio/low_mean}, {@code high_mean}, {@code region_mean}.
 */
final class RatioMetrics implements TokenMetrics {
  private final double lowest;
  private final double highest;
  private double ratio;
  private double largestGap;
  private double kl;
  private long low;
  private long high;

  private RatioMetrics(double lowest, double highest) {
    this.lowest = lowest;
    this.highest = highest;
  }

  /** Without a clip range. */
  static RatioMetrics unclipped() {
    return new RatioMetrics(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** With the ratio clipped to this range. */
  static RatioMetrics clipped(double lowest, double highest) {
    return new RatioMetrics(lowest, highest);
  }

  @Override
  public void add(Experience experience, int t, double tokenLogProb) {
    double difference = tokenLogProb - experience.oldTokenLogProbs()[t];
    double r = Math.exp(difference);
    ratio += r;
    largestGap = Math.max(largestGap, Math.abs(r - 1));
    kl += r - 1 - difference;
    low += experience.advantage() < 0 && r < lowest ? 1 : 0;
    high += experience.advantage() > 0 && r > highest ? 1 : 0;
  }

  @Override
  public Map<String, Double> means(double tokens) {
    Map<String, Double> values = new LinkedHashMap<>();
    if (Double.isFinite(highest)) {
      values.put("clip_ratio/low_mean", low / tokens);
      values.put("clip_ratio/high_mean", high / tokens);
      values.put("clip_ratio/region_mean", (low + high) / tokens);
    }
    values.put("policy/ratio_mean", ratio / tokens);
    values.put("policy/ratio_max_gap", largestGap);
    values.put("policy/approx_kl", kl / tokens);
    return values;
  }
}
