package org.srl4j.core.graph.kernel.vector;

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
 * D]. While decoding, row b continues its slot's sequence and the cache holds the earlier keys.
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
      return () ->
          context
              .workers()
              .forRows(
                  shape.batch(),
                  1,
                  (from, to) -> decode(shape, in, out.get(0), state, cache, from, to));
    }
    return () ->
        context
            .workers()
            .forRows(
                shape.batch() * shape.keyValueHeads(),
                1,
                (from, to) -> forward(shape, in, out.get(0), from, to));
  }

  private static void forward(AttentionShape s, List<Slice> in, Slice out, int from, int to) {
    AttentionRow row = new AttentionRow(s.headSize());
    float[] weights = new float[AttentionRow.padded(s.length())];
    HeadRows head = new HeadRows(s);
    for (int bk = from; bk < to; bk++) {
      int b = bk / s.keyValueHeads();
      int kv = bk % s.keyValueHeads();
      AttentionRow.Columns keys = head.transposed(in.get(1), b, kv);
      float[] values = head.rows(in.get(2), b, kv);
      for (int h = kv * s.group(); h < (kv + 1) * s.group(); h++) {
        for (int t = 0; t < s.length(); t++) {
          int at = s.queryAt(b, t, h);
          row.softmax(in.get(0).data(), in.get(0).offset() + at, keys, t + 1, weights, 0);
          row.mix(weights, 0, values, 0, t + 1, out.data(), out.offset() + at);
        }
      }
    }
  }

  private static void decode(
      AttentionShape s,
      List<Slice> in,
      Slice out,
      DecodingState state,
      KeyValueCache cache,
      int from,
      int to) {
    AttentionRow row = new AttentionRow(s.headSize());
    float[] weights = new float[AttentionRow.padded(cache.capacity())];
    for (int b = from; b < to; b++) {
      int slot = state.slots()[b];
      int start = state.positions()[b];
      for (int t = 0; t < s.length(); t++) {
        int kvAt = s.keyAt(b, t, 0);
        cache.put(
            slot,
            start + t,
            in.get(1).data(),
            in.get(1).offset() + kvAt,
            in.get(2).data(),
            in.get(2).offset() + kvAt);
        for (int h = 0; h < s.heads(); h++) {
          int base = cache.offset(slot, h / s.group());
          AttentionRow.Columns keys =
              new AttentionRow.Columns(cache.keysTransposed(), base, cache.capacity());
          int at = s.queryAt(b, t, h);
          int length = start + t + 1;
          row.softmax(in.get(0).data(), in.get(0).offset() + at, keys, length, weights, 0);
          row.mix(weights, 0, cache.values(), base, length, out.data(), out.offset() + at);
        }
      }
    }
  }
}
