package org.srl4j.core.graph.kernel;

import java.util.Optional;

/**
 * What kernels share within one plan.
 *
 * @param workers threads for loops over rows
 * @param decoding positions and key/value caches when one token per row is decoded; empty for whole
 *     sequences
 */
public record KernelContext(Workers workers, Optional<DecodingState> decoding) {

  /** The context of a plan over whole sequences. */
  public static KernelContext wholeSequences(Workers workers) {
    return new KernelContext(workers, Optional.empty());
  }
}
