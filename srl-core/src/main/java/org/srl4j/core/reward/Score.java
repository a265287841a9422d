package org.srl4j.core.reward;

import java.util.Map;
import java.util.Objects;

/**
 * A reward that explains itself.
 *
 * @param value the reward; finite
 * @param verdict short stable word for what decided it, e.g. {@code scored}, {@code missing_think},
 *     {@code right}, {@code wrong}, {@code unparsable}; metrics count these
 * @param parts named numbers that add up to the value as the reward's Javadoc says
 */
public record Score(double value, String verdict, Map<String, Double> parts) {

  /** Copies the parts and rejects a value that is not finite. */
  public Score {
    Objects.requireNonNull(verdict, "verdict");
    parts = Map.copyOf(parts);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value: must be finite, got " + value);
    }
  }

  /** A score without parts. */
  public static Score of(double value, String verdict) {
    return new Score(value, verdict, Map.of());
  }
}
