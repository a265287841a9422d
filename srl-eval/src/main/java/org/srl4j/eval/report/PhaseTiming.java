package org.srl4j.eval.report;

import java.util.Objects;

/**
 * Time and work of one phase. Rates are not stored: they are the counts over the time.
 *
 * @param name what was done, e.g. {@code SRL, seed 0, training}
 * @param wallSeconds elapsed, at least 0
 * @param updates optimiser updates
 * @param tokensGenerated tokens sampled
 * @param tokensTrained tokens that a gradient was taken on, counted once a pass
 * @param rollouts completions sampled
 */
public record PhaseTiming(
    String name,
    double wallSeconds,
    long updates,
    long tokensGenerated,
    long tokensTrained,
    long rollouts) {

  /** Checks the ranges. */
  public PhaseTiming {
    Objects.requireNonNull(name, "name");
    if (!(wallSeconds >= 0)) {
      throw new IllegalArgumentException("wallSeconds: must be at least 0, got " + wallSeconds);
    }
    Checks.atLeastZero("updates", updates);
    Checks.atLeastZero("tokensGenerated", tokensGenerated);
    Checks.atLeastZero("tokensTrained", tokensTrained);
    Checks.atLeastZero("rollouts", rollouts);
  }

  /**
   * A count over the time of this phase.
   *
   * @param count any of the counts
   * @return count a second; NaN when there was nothing to count or no time passed
   */
  public double perSecond(long count) {
    return count == 0 || wallSeconds == 0 ? Double.NaN : count / wallSeconds;
  }
}
