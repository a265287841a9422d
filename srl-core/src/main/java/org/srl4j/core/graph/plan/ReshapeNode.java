package org.srl4j.core.graph.plan;

import java.util.List;

/** Another shape of the same elements: nothing to compute. */
final class ReshapeNode extends Node {

  ReshapeNode(Value input, Value output) {
    super("reshape", List.of(input), List.of(output));
  }

  @Override
  boolean usesHeap() {
    return inputs.get(0).isOnHeap();
  }

  @Override
  void run() {
    // The output is the input.
  }
}
