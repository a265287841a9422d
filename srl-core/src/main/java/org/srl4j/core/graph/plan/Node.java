package org.srl4j.core.graph.plan;

import java.util.List;

/** One operation of a plan. */
abstract class Node {
  final String kind;
  final List<Value> inputs;
  final List<Value> outputs;

  Node(String kind, List<Value> inputs, List<Value> outputs) {
    this.kind = kind;
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
  }

  /** Whether inputs and outputs are read on the heap (else in ND4J arrays). */
  abstract boolean usesHeap();

  /** Called once all places are fixed. */
  void bind(PlanOptions options) {}

  /** Computes the outputs. */
  abstract void run();

  @Override
  public String toString() {
    return kind + " " + inputs + " -> " + outputs;
  }
}
