package org.srl4j.core.data;

/**
 * Derives independent seeds from one root by position: the same path always gives the same seed, so
 * no result depends on the order in which work is done.
 */
public final class Seeds {
  private Seeds() {}

  /**
   * A seed for a place in the experiment.
   *
   * @param root the run's seed
   * @param path where the seed is used, e.g. update, prompt, rollout
   * @return 64 bits mixed by SplitMix64's finaliser (Steele, Lea and Flood, OOPSLA 2014)
   */
  public static long derive(long root, long... path) {
    long seed = mix(root + 0x9E3779B97F4A7C15L);
    for (long part : path) {
      seed = mix(seed * 31 + part + 0x9E3779B97F4A7C15L);
    }
    return seed;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
