package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.vector.AttentionBlock.ROWS;

import java.util.List;
import java.util.Optional;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.DecodingState;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelFactory;
import org.srl4j.core.graph.kernel.KeyValueCache;
import org.srl4j.core.graph.kernel.Slice;

/**
 * {@code causal_attention} of (q, k, v): every position attends to itself and those before it, or
 * with a {@code window} above 0 to the last of these, itself among them, so many in all; heads h of
 * q share key/value head {@code h / (H / K)}. q is [B, T, H * D], k and v are [B, T, K * D]. A
 * fourth input {@code visible} [3, T] makes it one packed row. While decoding, row b continues its
 * slot's sequence and the cache holds the earlier keys.
 */
final class CausalAttention implements KernelFactory {

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    return Optional.of(List.<long[]>of(call.inputShapes().get(0)));
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    AttentionShape shape = AttentionShape.of(call);
    if (context.decoding().isPresent()) {
      DecodingState state = context.decoding().get();
      KeyValueCache cache = state.cacheFor(call, shape.keyValueHeads(), shape.headSize());
      CachedAttention.Cache pages = new CachedAttention.Cache(state, cache, context.workers());
      return new CachedAttention(shape, in, out.get(0), pages);
    }
    boolean packed = in.size() == 4;
    return new AttentionLoop(shape, in, packed, context, new Forward(shape, in, out.get(0)));
  }

  /** Whole sequences. */
  private record Forward(AttentionShape s, List<Slice> in, Slice out)
      implements AttentionLoop.Body {

    @Override
    public void run(AttentionSpans spans, int tree, int head, AttentionScratch scratch) {
      scratch.prepareForward(s, spans.longest());
      int root = spans.root(tree);
      for (int span = root; span < spans.end(tree); span++) {
        int before = span == root ? 0 : spans.length(root);
        int count = spans.length(span);
        scratch.loadForward(in.get(1), in.get(2), spans.start(span), count, head, before);
        for (int h = head * s.group(); h < (head + 1) * s.group(); h++) {
          attend(spans.start(span), count, before, h, scratch);
        }
      }
    }

    private void attend(int start, int count, int before, int h, AttentionScratch scratch) {
      Slice q = in.get(0);
      AttentionBlock block = scratch.block();
      AttentionPages keys = scratch.keyColumns();
      float[] weights = scratch.weights();
      int stride = scratch.stride();
      for (int t = 0; t < count; t += ROWS) {
        int rows = Math.min(ROWS, count - t);
        int length = before + t + rows;
        block.left(q.data(), q.offset() + s.queryAt(start + t, h), s.queryStride(), rows);
        block.dots(keys, length, weights, 0, stride);
        scratch.softmax().apply(weights, 0, stride, rows, before + t + 1, 1);
        block.left(weights, 0, stride, rows);
        block.sum(length, false);
        block.product(scratch.values(), 0, scratch.output(), 0, scratch.width());
        scratch.storeOutput(out, start + t, rows, h);
      }
    }
  }
}
