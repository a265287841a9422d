package org.srl4j.core.objective;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one update or one batch reports. Every name is documented in {@code docs/metrics.md}.
 *
 * @param values metric name to value, in the order they are written
 */
public record UpdateStats(Map<String, Double> values) {

  /** Copies the values, keeping their order. */
  public UpdateStats {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * The value of a metric.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists the names
   */
  public double get(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no metric " + name + "; there are " + values.keySet());
    }
    return value;
  }
}
