package org.srl4j.models.tokenizer.sentencepiece;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * One text while neighbours are merged: a doubly linked list over its first symbols. A text of n
 * characters takes O(n log n).
 */
final class ScoredMerges {
  private final ScoredVocabulary vocabulary;
  private final Map<String, Integer> ids;
  private int[] id;
  private int[] next;
  private int[] previous;
  private final PriorityQueue<Candidate> queue = new PriorityQueue<>();

  /** Two neighbours that could become one token. */
  private record Candidate(float score, int at, int left, int right, int result)
      implements Comparable<Candidate> {

    @Override
    public int compareTo(Candidate other) {
      int byScore = Float.compare(other.score, score);
      return byScore != 0 ? byScore : Integer.compare(at, other.at);
    }
  }

  ScoredMerges(ScoredVocabulary vocabulary, Map<String, Integer> ids) {
    this.vocabulary = vocabulary;
    this.ids = ids;
  }

  int[] encode(String text) {
    id = symbols(text);
    int n = id.length;
    next = new int[n];
    previous = new int[n];
    for (int i = 0; i < n; i++) {
      next[i] = i + 1 < n ? i + 1 : -1;
      previous[i] = i - 1;
    }
    for (int i = 0; i < n; i++) {
      offer(i);
    }
    while (!queue.isEmpty()) {
      Candidate best = queue.poll();
      int right = id[best.at] < 0 ? -1 : next[best.at];
      if (right >= 0 && id[best.at] == best.left && id[right] == best.right) {
        join(best.at, best.result);
      }
    }
    return Arrays.stream(id).filter(symbol -> symbol >= 0).toArray();
  }

  /** A token for each character, or for each of its bytes. */
  private int[] symbols(String text) {
    return text.codePoints()
        .flatMap(
            character -> {
              String single = Character.toString(character);
              Integer known = ids.get(single);
              if (known != null) {
                return Arrays.stream(new int[] {known});
              }
              byte[] bytes = single.getBytes(StandardCharsets.UTF_8);
              int[] fallback = new int[bytes.length];
              for (int i = 0; i < bytes.length; i++) {
                fallback[i] = ScoredVocabulary.FIRST_BYTE + (bytes[i] & 0xFF);
              }
              return Arrays.stream(fallback);
            })
        .toArray();
  }

  private void offer(int at) {
    if (at < 0 || next[at] < 0) {
      return;
    }
    int left = id[at];
    int right = id[next[at]];
    Integer result = ids.get(vocabulary.tokens().get(left) + vocabulary.tokens().get(right));
    if (result != null) {
      queue.add(new Candidate(vocabulary.scores()[result], at, left, right, result));
    }
  }

  private void join(int at, int result) {
    int gone = next[at];
    id[at] = result;
    id[gone] = -1;
    next[at] = next[gone];
    if (next[at] >= 0) {
      previous[next[at]] = at;
    }
    offer(at);
    offer(previous[at]);
  }
}
