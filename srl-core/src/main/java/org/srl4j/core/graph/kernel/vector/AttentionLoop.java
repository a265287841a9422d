package org.srl4j.core.graph.kernel.vector;

import java.util.List;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.Slice;

/** Visits every key/value head of every tree of sequences, shared among the threads. */
final class AttentionLoop implements Kernel {
  private final AttentionShape shape;
  private final KernelContext context;
  private final AttentionSpans spans;
  private final Slice visible;
  private final Body body;

  /** The work on one key/value head of one tree. */
  @FunctionalInterface
  interface Body {
    void run(AttentionSpans spans, int tree, int head, AttentionScratch scratch);
  }

  /**
   * A loop.
   *
   * @param in q, k, v, then {@code visible} if the row is packed
   * @param packed whether it is
   */
  AttentionLoop(
      AttentionShape shape, List<Slice> in, boolean packed, KernelContext context, Body body) {
    this.shape = shape;
    this.context = context;
    this.visible = packed ? in.get(3) : null;
    this.spans =
        packed
            ? AttentionSpans.ofPackedRow(shape.length())
            : AttentionSpans.ofRows(shape.batch(), shape.length());
    this.body = body;
  }

  @Override
  public void run() {
    if (visible != null) {
      spans.read(visible);
    }
    int heads = shape.keyValueHeads();
    context.workers().forRows(spans.trees() * heads, 1, this::range);
  }

  private void range(int from, int to) {
    int heads = shape.keyValueHeads();
    AttentionScratch scratch = AttentionScratch.ofThread();
    for (int i = from; i < to; i++) {
      body.run(spans, i / heads, i % heads, scratch);
    }
  }
}
