package org.srl4j.core.graph.kernel.vector;

import org.srl4j.core.graph.kernel.Call;

/**
 * Sizes of an attention: B rows of T tokens, H heads, K key/value heads, D head size.
 *
 * @param window keys that a token sees at most, its own among them; 0 = all
 */
record AttentionShape(
    int batch, int length, int heads, int keyValueHeads, int headSize, int window) {

  static AttentionShape of(Call call) {
    return new AttentionShape(
        call.size(0, 0),
        call.size(0, 1),
        call.integer("heads"),
        call.integer("kv_heads"),
        call.integer("head_size"),
        (int) call.number("window", 0));
  }

  /** Query heads that share one key/value head. */
  int group() {
    return heads / keyValueHeads;
  }

  /** Where a head of token n = b * T + t begins in a query. */
  int queryAt(int n, int head) {
    return (n * heads + head) * headSize;
  }

  /** Where a head of token n = b * T + t begins in a key or value. */
  int keyAt(int n, int head) {
    return (n * keyValueHeads + head) * headSize;
  }

  /** Elements from one token's query to the next one's. */
  int queryStride() {
    return heads * headSize;
  }
}
