package org.srl4j.core.graph.plan;

import java.util.List;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KernelFactory;

/** An operation on heap arrays. */
final class KernelNode extends Node {
  final Call call;
  private final KernelFactory factory;
  private Kernel kernel;

  KernelNode(Call call, KernelFactory factory, List<Value> inputs, List<Value> outputs) {
    super(call.kind(), inputs, outputs);
    this.call = call;
    this.factory = factory;
    outputs.forEach(Value::markOnHeap);
  }

  @Override
  Node copy(List<Value> operands) {
    return new KernelNode(call, factory, operands, outputs.stream().map(Value::alike).toList());
  }

  @Override
  Memory target() {
    return Memory.HEAP;
  }

  @Override
  void bind(PlanOptions options) {
    kernel =
        factory.bind(
            call,
            inputs.stream().map(Value::slice).toList(),
            outputs.stream().map(Value::slice).toList(),
            options.context());
  }

  @Override
  void run() {
    kernel.run();
  }
}
