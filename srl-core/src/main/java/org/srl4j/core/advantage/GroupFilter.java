package org.srl4j.core.advantage;

import java.util.Objects;

/**
 * Keeps the groups that have something to teach: SRL §4.2 keeps a prompt iff {@code sqrt(sum_i (r_i
 * - mean r)^2 / G) > epsilon}.
 *
 * @param config threshold, ddof and band
 */
public record GroupFilter(DynamicSampling config) {

  /** What the filter says of a group. */
  public enum Verdict {
    /** The group is trained on. */
    KEPT,
    /** The std is at most epsilon: hardly any contrast, hardly any gradient. */
    LOW_STD,
    /** The mean lies outside the band. */
    OUTSIDE_BAND
  }

  /** Rejects a missing config. */
  public GroupFilter {
    Objects.requireNonNull(config, "config");
  }

  /**
   * Judges one group; equal values have std 0 and are dropped whatever epsilon is.
   *
   * @param values [G], the metric of each rollout; at least one
   * @return {@link Verdict#KEPT} for every group when dynamic sampling is off
   */
  public Verdict judge(double[] values) {
    if (!config.enabled()) {
      return Verdict.KEPT;
    }
    if (!(GroupStatistics.std(values, config.ddof()) > config.epsilon())) {
      return Verdict.LOW_STD;
    }
    double mean = GroupStatistics.mean(values);
    return mean >= config.minMean() && mean <= config.maxMean()
        ? Verdict.KEPT
        : Verdict.OUTSIDE_BAND;
  }
}
