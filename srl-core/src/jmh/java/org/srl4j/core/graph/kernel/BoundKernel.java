package org.srl4j.core.graph.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A kernel on random data, as plans bind it. */
final class BoundKernel {
  private BoundKernel() {}

  static Kernel of(Call call, int threads) {
    KernelFactory factory =
        KernelSet.available()
            .find(call.kind())
            .orElseThrow(() -> new IllegalStateException("no kernel " + call.kind()));
    Random random = new Random(1);
    List<Slice> inputs = new ArrayList<>();
    for (int i = 0; i < call.inputShapes().size(); i++) {
      Slice slice = Slice.allocate(call.elements(i));
      for (int j = 0; j < slice.length(); j++) {
        slice.data()[j] = (float) random.nextGaussian();
      }
      inputs.add(slice);
    }
    List<Slice> outputs = new ArrayList<>();
    for (long[] shape : factory.outputShapes(call).orElseThrow()) {
      int elements = 1;
      for (long size : shape) {
        elements = Math.multiplyExact(elements, (int) size);
      }
      outputs.add(Slice.allocate(elements));
    }
    return factory.bind(call, inputs, outputs, KernelContext.wholeSequences(Workers.of(threads)));
  }
}
