package org.srl4j.core.graph.plan;

import java.util.List;
import org.srl4j.core.graph.kernel.Slice;

/** Copies a heap value to a fixed place. */
final class CopyNode extends Node {
  private final Slice place;

  CopyNode(Value source, Slice place) {
    super("copy", List.of(source), List.of());
    this.place = place;
  }

  @Override
  Node copy(List<Value> operands) {
    return new CopyNode(operands.get(0), place);
  }

  @Override
  Memory target() {
    return Memory.HEAP;
  }

  @Override
  void run() {
    Slice source = inputs.get(0).slice();
    System.arraycopy(source.data(), source.offset(), place.data(), place.offset(), place.length());
  }
}
