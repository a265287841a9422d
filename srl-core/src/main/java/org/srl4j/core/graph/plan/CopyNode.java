package org.srl4j.core.graph.plan;

import java.util.List;
import org.srl4j.core.graph.kernel.Slice;

/** Copies a heap value to a fixed place. */
final class CopyNode extends Node {
  private final Slice target;

  CopyNode(Value source, Slice target) {
    super("copy", List.of(source), List.of());
    this.target = target;
  }

  @Override
  boolean usesHeap() {
    return true;
  }

  @Override
  void run() {
    Slice source = inputs.get(0).slice();
    System.arraycopy(
        source.data(), source.offset(), target.data(), target.offset(), target.length());
  }
}
