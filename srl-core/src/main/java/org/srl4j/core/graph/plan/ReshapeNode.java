package org.srl4j.core.graph.plan;

import java.util.List;

/** Another shape of the same elements: nothing to compute, and no use of either by itself. */
final class ReshapeNode extends Node {

  ReshapeNode(Value input, Value output) {
    super("reshape", List.of(input), List.of(output));
  }

  @Override
  Node copy(List<Value> operands) {
    Value view = outputs.get(0);
    return new ReshapeNode(operands.get(0), new Value(view.name, operands.get(0), view.shape));
  }

  @Override
  boolean uses(Memory memory) {
    return false;
  }

  @Override
  Memory target() {
    return inputs.get(0).isOnHeap() ? Memory.HEAP : Memory.ND4J;
  }

  @Override
  List<Value> written() {
    return List.of();
  }

  @Override
  void run() {
    throw new AssertionError("a view is not run");
  }
}
