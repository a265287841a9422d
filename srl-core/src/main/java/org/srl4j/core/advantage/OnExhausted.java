package org.srl4j.core.advantage;

/** What happens when the bound on extra generation batches is met before the batch is full. */
public enum OnExhausted {
  /** Train on the groups there are, possibly none; the default. */
  SMALLER_BATCH,
  /** Stop with an error that says how many groups were kept. */
  FAIL,
  /**
   * Fill up with filtered groups in the order they were sampled. Those without any contrast add
   * only zeros, those below the threshold their small contrast.
   */
  KEEP_FILTERED
}
