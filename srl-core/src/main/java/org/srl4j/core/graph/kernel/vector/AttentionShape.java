package org.srl4j.core.graph.kernel.vector;

import org.srl4j.core.graph.kernel.Call;

/** Sizes of an attention: B batch, T length, H heads, K key/value heads, D head size. */
record AttentionShape(int batch, int length, int heads, int keyValueHeads, int headSize) {

  static AttentionShape of(Call call) {
    return new AttentionShape(
        call.size(0, 0),
        call.size(0, 1),
        call.integer("heads"),
        call.integer("kv_heads"),
        call.integer("head_size"));
  }

  /** Query heads that share one key/value head. */
  int group() {
    return heads / keyValueHeads;
  }

  /** The same sizes with every query head a head of its own. */
  AttentionShape queryHeads() {
    return new AttentionShape(batch, length, heads, heads, headSize);
  }

  int queryAt(int b, int t, int h) {
    return ((b * length + t) * heads + h) * headSize;
  }

  int keyAt(int b, int t, int k) {
    return ((b * length + t) * keyValueHeads + k) * headSize;
  }
}
