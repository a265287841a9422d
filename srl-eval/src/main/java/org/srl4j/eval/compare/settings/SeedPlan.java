package org.srl4j.eval.compare.settings;

import java.util.List;

/**
 * Which runs are made.
 *
 * @param seeds training seeds; each has problems, a hidden convention and draws of its own
 * @param sweepSeeds the first so many seeds try all learning rates; the others use the first seed's
 *     choice
 * @param controlSeeds controls and ablations run on the first so many seeds
 * @param bases different base policies; seed i starts from base i modulo this
 */
public record SeedPlan(List<Long> seeds, int sweepSeeds, int controlSeeds, int bases) {

  /** Checks ranges. */
  public SeedPlan {
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty() || seeds.stream().distinct().count() != seeds.size()) {
      throw new IllegalArgumentException("seeds: needs different seeds, got " + seeds);
    }
    if (sweepSeeds < 1 || controlSeeds < 1 || bases < 1) {
      throw new IllegalArgumentException(
          "sweepSeeds, controlSeeds, bases: must be at least 1, got "
              + sweepSeeds
              + ", "
              + controlSeeds
              + ", "
              + bases);
    }
  }

  /** One seed on one base. */
  public static SeedPlan defaults() {
    return new SeedPlan(List.of(0L), 1, 1, 1);
  }

  /** Number of bases that are used. */
  public int usedBases() {
    return Math.min(bases, seeds.size());
  }
}
