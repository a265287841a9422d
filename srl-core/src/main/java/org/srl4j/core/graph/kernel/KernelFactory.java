package org.srl4j.core.graph.kernel;

import java.util.List;
import java.util.Optional;

/** Makes kernels of one kind. Implementations are stateless. */
public interface KernelFactory {

  /**
   * Shapes of the outputs.
   *
   * @return empty when this factory cannot serve the call; the op then runs through ND4J
   */
  Optional<List<long[]>> outputShapes(Call call);

  /**
   * Binds a call to its data.
   *
   * @param call what to do
   * @param inputs one slice an input
   * @param outputs one slice an output; never overlapping an input
   * @param context threads, and the decoding state when the plan is incremental
   */
  Kernel bind(Call call, List<Slice> inputs, List<Slice> outputs, KernelContext context);
}
