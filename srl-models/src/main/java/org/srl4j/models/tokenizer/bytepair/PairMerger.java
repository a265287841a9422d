package org.srl4j.models.tokenizer.bytepair;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Merges the bytes of one piece of text: again and again the pair whose merge has the lowest rank,
 * the leftmost first. A piece of n bytes takes O(n log n). Results of short pieces are kept.
 */
final class PairMerger {
  private static final int KEPT_PIECES = 1 << 16;
  private static final int KEPT_LENGTH = 32;

  private final int[] byteIds = new int[ByteAlphabet.SIZE];
  private final Map<Long, Integer> ranks = new HashMap<>();
  private final int[] results;
  private final Map<String, int[]> kept = new ConcurrentHashMap<>();

  PairMerger(BytePairVocabulary vocabulary, Map<String, Integer> ids) {
    for (int b = 0; b < byteIds.length; b++) {
      byteIds[b] = ids.get(String.valueOf(ByteAlphabet.ofByte(b)));
    }
    results = new int[vocabulary.merges().size()];
    for (int rank = 0; rank < results.length; rank++) {
      BytePairVocabulary.Merge merge = vocabulary.merges().get(rank);
      ranks.putIfAbsent(pair(ids.get(merge.left()), ids.get(merge.right())), rank);
      results[rank] = ids.get(merge.result());
    }
  }

  static long pair(int left, int right) {
    return (long) left << 32 | right;
  }

  /** Ids of a piece. */
  int[] encode(String piece) {
    int[] known = kept.get(piece);
    if (known != null) {
      return known;
    }
    int[] ids = merge(piece.getBytes(StandardCharsets.UTF_8));
    if (piece.length() <= KEPT_LENGTH && kept.size() < KEPT_PIECES) {
      kept.put(piece, ids);
    }
    return ids;
  }

  private int[] merge(byte[] bytes) {
    Chain chain = new Chain(bytes);
    PriorityQueue<Long> queue = new PriorityQueue<>();
    for (int i = 0; i < bytes.length; i++) {
      chain.offer(i, queue);
    }
    while (!queue.isEmpty()) {
      long candidate = queue.poll();
      int rank = (int) (candidate >>> 32);
      int at = (int) candidate;
      if (chain.rankAt(at) == rank) {
        chain.join(at, results[rank]);
        chain.offer(at, queue);
        chain.offer(chain.previous[at], queue);
      }
    }
    return chain.ids();
  }

  /** The symbols of one piece as a doubly linked list over the positions of their first bytes. */
  private final class Chain {
    private final int[] id;
    private final int[] next;
    private final int[] previous;

    Chain(byte[] bytes) {
      int n = bytes.length;
      id = new int[n];
      next = new int[n];
      previous = new int[n];
      for (int i = 0; i < n; i++) {
        id[i] = byteIds[bytes[i] & 0xFF];
        next[i] = i + 1 < n ? i + 1 : -1;
        previous[i] = i - 1;
      }
    }

    /** Rank of the merge of this symbol with the next; -1 if there is none or this one is gone. */
    int rankAt(int at) {
      if (at < 0 || id[at] < 0 || next[at] < 0) {
        return -1;
      }
      return ranks.getOrDefault(pair(id[at], id[next[at]]), -1);
    }

    void offer(int at, PriorityQueue<Long> queue) {
      int rank = rankAt(at);
      if (rank >= 0) {
        queue.add((long) rank << 32 | at);
      }
    }

    void join(int at, int result) {
      int gone = next[at];
      id[at] = result;
      id[gone] = -1;
      next[at] = next[gone];
      if (next[at] >= 0) {
        previous[next[at]] = at;
      }
    }

    int[] ids() {
      IntList ids = new IntList();
      for (int at = id.length == 0 ? -1 : 0; at >= 0; at = next[at]) {
        ids.add(id[at]);
      }
      return ids.toArray();
    }
  }
}
