package org.srl4j.eval.benchmark;

import java.util.List;
import java.util.Objects;

/**
 * A figure that a report shows first, and which way is better.
 *
 * @param name one of {@link #NAMES}
 * @param direction which way is better
 */
public record TaskMetric(String name, Direction direction) {
  /** The figures there are; {@code docs/metrics.md} defines them. */
  public static final List<String> NAMES =
      List.of(
          "greedy_accuracy",
          "avg_at_k",
          "pass_at_k",
          "pass_hat_k",
          "maj_at_k",
          "format_rate",
          "unparsable_rate",
          "truncation_rate",
          "mean_tokens");

  /** Which way is better. */
  public enum Direction {
    /** More is better. */
    HIGHER,
    /** Less is better. */
    LOWER,
    /** Neither; a length, for example. */
    NONE
  }

  /** Rejects an unknown name. */
  public TaskMetric {
    Objects.requireNonNull(direction, "direction");
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("name: must be one of " + NAMES + ", got " + name);
    }
  }

  /** Greedy accuracy. */
  public static TaskMetric defaults() {
    return new TaskMetric("greedy_accuracy", Direction.HIGHER);
  }

  /** What every shipped task shows. */
  static List<TaskMetric> usual() {
    return List.of(
        defaults(),
        new TaskMetric("avg_at_k", Direction.HIGHER),
        new TaskMetric("pass_at_k", Direction.HIGHER),
        new TaskMetric("maj_at_k", Direction.HIGHER),
        new TaskMetric("format_rate", Direction.HIGHER),
        new TaskMetric("truncation_rate", Direction.LOWER),
        new TaskMetric("mean_tokens", Direction.NONE));
  }
}
