package org.srl4j.eval.report;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One training method over its seeds.
 *
 * @param name short and unique, e.g. {@code srl}
 * @param label for people, e.g. {@code SRL → RLVR}
 * @param seeds one run per training seed, at least one, unique seeds
 */
public record MethodResult(String name, String label, List<RunResult> seeds) {

  /** Copies the list and checks the seeds. */
  public MethodResult {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(label, "label");
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException("seeds: " + name + " needs at least one run, got 0");
    }
    Set<Long> seen = new HashSet<>();
    for (RunResult run : seeds) {
      if (!seen.add(run.seed())) {
        throw new IllegalArgumentException(
            "seeds: must be unique, got " + run.seed() + " twice for " + name);
      }
    }
  }
}
