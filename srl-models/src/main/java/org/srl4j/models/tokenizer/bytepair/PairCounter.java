package org.srl4j.models.tokenizer.bytepair;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Counts of neighbouring symbols over weighted words, kept up to date while pairs are merged: a
 * merge recounts only the words that hold its pair.
 */
final class PairCounter {
  private record Candidate(long count, long pair) {
    static final Comparator<Candidate> MOST_FREQUENT_FIRST =
        Comparator.comparingLong(Candidate::count).reversed().thenComparingLong(Candidate::pair);
  }

  private final List<int[]> words = new ArrayList<>();
  private final List<Long> weights = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<Long, Long> counts = new HashMap<>();
  private final Map<Long, IntList> places = new HashMap<>();
  private final PriorityQueue<Candidate> queue = new PriorityQueue<>(Candidate.MOST_FREQUENT_FIRST);

  PairCounter(Map<String, Long> pieces) {
    for (int i = 0; i < ByteAlphabet.SIZE; i++) {
      idOf(ByteAlphabet.character(i));
    }
    for (Map.Entry<String, Long> piece : pieces.entrySet()) {
      byte[] bytes = piece.getKey().getBytes(StandardCharsets.UTF_8);
      int[] word = new int[bytes.length];
      for (int i = 0; i < word.length; i++) {
        word[i] = ids.get(String.valueOf(ByteAlphabet.ofByte(bytes[i] & 0xFF)));
      }
      words.add(word);
      weights.add(piece.getValue());
      count(words.size() - 1, 1);
    }
    counts.forEach((pair, count) -> queue.add(new Candidate(count, pair)));
  }

  /** Merges until there are {@code size} tokens, bytes included, or no pair has the frequency. */
  List<BytePairVocabulary.Merge> merges(int size, long minFrequency) {
    List<BytePairVocabulary.Merge> merges = new ArrayList<>();
    while (tokens.size() < size && !queue.isEmpty()) {
      Candidate best = queue.poll();
      if (best.count < minFrequency) {
        break;
      }
      if (counts.getOrDefault(best.pair, 0L) == best.count) {
        String left = tokens.get((int) (best.pair >>> 32));
        String right = tokens.get((int) best.pair);
        merges.add(new BytePairVocabulary.Merge(left, right));
        merge(best.pair, idOf(left + right));
      }
    }
    return merges;
  }

  private int idOf(String token) {
    Integer id = ids.putIfAbsent(token, tokens.size());
    if (id == null) {
      tokens.add(token);
    }
    return ids.get(token);
  }

  private void merge(long pair, int result) {
    IntList holders = places.remove(pair);
    Set<Long> changed = new HashSet<>();
    for (int i = 0; i < holders.size(); i++) {
      int index = holders.get(i);
      int[] word = words.get(index);
      int[] merged = replace(word, pair, result);
      if (merged.length < word.length) {
        collect(word, changed);
        count(index, -1);
        words.set(index, merged);
        count(index, 1);
        collect(merged, changed);
      }
    }
    for (long touched : changed) {
      long count = counts.get(touched);
      if (count > 0) {
        queue.add(new Candidate(count, touched));
      } else {
        counts.remove(touched);
      }
    }
  }

  /** Adds a word's pairs to the counts, or takes them away. */
  private void count(int index, int sign) {
    int[] word = words.get(index);
    for (int i = 1; i < word.length; i++) {
      long pair = PairMerger.pair(word[i - 1], word[i]);
      counts.merge(pair, sign * weights.get(index), Long::sum);
      if (sign > 0) {
        places.computeIfAbsent(pair, key -> new IntList()).add(index);
      }
    }
  }

  private static void collect(int[] word, Set<Long> pairs) {
    for (int i = 1; i < word.length; i++) {
      pairs.add(PairMerger.pair(word[i - 1], word[i]));
    }
  }

  /** The word with the pair replaced from the left, without overlap. */
  private static int[] replace(int[] word, long pair, int result) {
    IntList out = new IntList();
    for (int i = 0; i < word.length; i++) {
      boolean found = i + 1 < word.length && PairMerger.pair(word[i], word[i + 1]) == pair;
      out.add(found ? result : word[i]);
      i += found ? 1 : 0;
    }
    return out.toArray();
  }
}
