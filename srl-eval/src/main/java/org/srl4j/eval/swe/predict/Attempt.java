package org.srl4j.eval.swe.predict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came out for one instance.
 *
 * @param patch a diff; empty if there is none
 * @param outcome how it ended, a stable lower-case word: {@code patched}, or why not
 * @param counts of what happened, by stable lower-case words
 * @param trajectory all of an agent's turns, as a {@code .traj} file has them; empty for others
 */
public record Attempt(
    String patch, String outcome, Map<String, Integer> counts, Optional<JsonNode> trajectory) {

  /** Copies the counts. */
  public Attempt {
    Objects.requireNonNull(patch, "patch");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(trajectory, "trajectory");
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
  }
}
