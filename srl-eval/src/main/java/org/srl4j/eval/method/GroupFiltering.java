package org.srl4j.eval.method;

import org.srl4j.core.advantage.DynamicSampling;
import org.srl4j.core.advantage.OnExhausted;

/**
 * Dynamic sampling as a method's settings: which groups are kept, and how far the batch is filled
 * up again (SRL §4.2).
 *
 * @param enabled whether groups without contrast are sampled again
 * @param epsilon a group is kept iff the std of its rewards is above this
 * @param maxExtraBatches generation batches that may be added
 */
public record GroupFiltering(boolean enabled, double epsilon, int maxExtraBatches) {

  /** Checks ranges. */
  public GroupFiltering {
    DynamicSampling.defaults()
        .withEpsilon(epsilon)
        .withRefill(maxExtraBatches, OnExhausted.SMALLER_BATCH);
  }

  /** On, with epsilon 0.02 and at most 2 extra batches. */
  public static GroupFiltering defaults() {
    return new GroupFiltering(true, 0.02, 2);
  }

  DynamicSampling filter() {
    return enabled
        ? DynamicSampling.defaults()
            .withEpsilon(epsilon)
            .withRefill(maxExtraBatches, OnExhausted.SMALLER_BATCH)
        : DynamicSampling.off();
  }
}
