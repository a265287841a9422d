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

  /**
   * Whether a run reads or writes values there; only where the results are unless said otherwise.
   */
  boolean uses(Memory memory) {
    return memory == target();
  }

  /** Where the results are. */
  abstract Memory target();

  /** What a run fills. */
  List<Value> written() {
    return outputs;
  }

  /** The same operation of other operands, on results of its own. */
  abstract Node copy(List<Value> operands);

  /** Called once all places are fixed. */
  void bind(PlanOptions options) {}

  /** Computes the outputs. */
  abstract void run();

  @Override
  public String toString() {
    return kind + " " + inputs + " -> " + written();
  }
}
