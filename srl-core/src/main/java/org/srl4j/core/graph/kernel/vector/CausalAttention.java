package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.KeyValueCache.LANES;

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
 * {@code causal_attention} of (q, k, v): every position attends to itself and those before it;
 * heads h of q share key/value head {@code h / (H / K)}. q is [B, T, H * D], k and v are [B, T, K *
 * D]. A fourth input {@code visible} [3, T] makes it one packed row. While decoding, row b
 * continues its slot's sequence and the cache holds the earlier keys.
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
      Decoding decoding = new Decoding(shape, in, out.get(0), state, cache);
      return () -> context.workers().forRows(shape.batch(), 1, decoding::rows);
    }
    boolean packed = in.size() == 4;
    AttentionRow row = new AttentionRow(shape.headSize());
    return new AttentionLoop(shape, in, packed, context, new Forward(shape, in, out.get(0), row));
  }

  /** Whole sequences. */
  private record Forward(AttentionShape s, List<Slice> in, Slice out, AttentionRow row)
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
      float[] weights = scratch.weights();
      AttentionRow.Blocks blocks = scratch.blocks();
      for (int t = 0; t < count; t++) {
        int at = s.queryAt(start + t, h);
        int length = before + t + 1;
        row.softmax(q.data(), q.offset() + at, scratch.keyColumns(), blocks, length, weights, 0);
        row.mix(weights, 0, scratch.values(), blocks, length, out.data(), out.offset() + at);
      }
    }
  }

  /** One or more new positions a row, after those in the cache. */
  private record Decoding(
      AttentionShape s, List<Slice> in, Slice out, DecodingState state, KeyValueCache cache) {

    void rows(int from, int to) {
      AttentionScratch scratch = AttentionScratch.ofThread();
      AttentionRow row = new AttentionRow(s.headSize());
      for (int b = from; b < to; b++) {
        int[] pages = state.pages(state.slots()[b]);
        int first = state.positions()[b];
        scratch.preparePages(first + s.length(), pages, cache.pageSize());
        for (int t = 0; t < s.length(); t++) {
          int n = b * s.length() + t;
          put(n, pages, first + t);
          attend(row, scratch, n, first + t + 1);
        }
      }
    }

    private void put(int n, int[] pages, int position) {
      Slice k = in.get(1);
      Slice v = in.get(2);
      int at = s.keyAt(n, 0);
      int page = pages[position / LANES];
      int lane = position % LANES;
      cache.put(page, lane, k.data(), k.offset() + at, v.data(), v.offset() + at);
    }

    private void attend(AttentionRow row, AttentionScratch scratch, int n, int length) {
      Slice q = in.get(0);
      float[] weights = scratch.weights();
      for (int h = 0; h < s.heads(); h++) {
        AttentionRow.Blocks blocks = scratch.pages(h / s.group() * LANES * s.headSize());
        int at = s.queryAt(n, h);
        row.softmax(q.data(), q.offset() + at, cache.keys(), blocks, length, weights, 0);
        row.mix(weights, 0, cache.values(), blocks, length, out.data(), out.offset() + at);
      }
    }
  }
}
