package org.srl4j.core.graph.plan;

import java.util.Optional;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelSet;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.core.graph.kernel.Workers;

/**
 * What a plan runs with.
 *
 * @param kernels fused operations to use; {@link KernelSet#none()} runs everything through ND4J
 * @param context threads and, for incremental plans, the decoding state
 * @param parameters where weights are read, and which of them have gradients; empty = the SameDiff
 *     graph's own arrays, which all have
 * @param gradients flat array for the gradients of the trained parameters, in their layout; empty =
 *     forward only
 * @param arena memory for intermediate values, shared by plans that never run at the same time
 * @param recompute whether the reverse pass computes values between the graph's {@linkplain
 *     org.srl4j.core.graph.GraphScope#boundary boundaries} again instead of keeping them
 */
public record PlanOptions(
    KernelSet kernels,
    KernelContext context,
    Optional<Parameters> parameters,
    Optional<Storage> gradients,
    Storage arena,
    boolean recompute) {

  /** Everything is kept for the reverse pass. */
  public PlanOptions(
      KernelSet kernels,
      KernelContext context,
      Optional<Parameters> parameters,
      Optional<Storage> gradients,
      Storage arena) {
    this(kernels, context, parameters, gradients, arena, false);
  }

  /** The same, with or without recomputation. */
  public PlanOptions recomputing(boolean wanted) {
    return new PlanOptions(kernels, context, parameters, gradients, arena, wanted);
  }

  /** Everything through ND4J on the graph's own arrays: the oracle, and the way to use doubles. */
  public static PlanOptions plain() {
    return new PlanOptions(
        KernelSet.none(),
        KernelContext.wholeSequences(Workers.of(1)),
        Optional.empty(),
        Optional.empty(),
        new Storage(0));
  }
}
