package org.srl4j.core.reward.block;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** difflib's own algorithm, line by line, as the oracle: slow and obvious. */
final class NaiveSequenceMatcher {

  private final int[] a;
  private final int[] b;
  private final Map<Integer, List<Integer>> positionsInB = new HashMap<>();

  NaiveSequenceMatcher(int[] a, int[] b, boolean autojunk) {
    this.a = a;
    this.b = b;
    for (int j = 0; j < b.length; j++) {
      positionsInB.computeIfAbsent(b[j], x -> new ArrayList<>()).add(j);
    }
    if (autojunk && b.length >= 200) {
      positionsInB.values().removeIf(p -> p.size() > b.length / 100 + 1);
    }
  }

  double ratio() {
    int matched = blocks().stream().mapToInt(MatchingBlock::size).sum();
    int total = a.length + b.length;
    return total == 0 ? 1.0 : 2.0 * matched / total;
  }

  List<MatchingBlock> blocks() {
    Deque<int[]> queue = new ArrayDeque<>();
    queue.push(new int[] {0, a.length, 0, b.length});
    List<int[]> found = new ArrayList<>();
    while (!queue.isEmpty()) {
      int[] r = queue.pop();
      int[] m = longestMatch(r[0], r[1], r[2], r[3]);
      if (m[2] > 0) {
        found.add(m);
        if (r[0] < m[0] && r[2] < m[1]) {
          queue.push(new int[] {r[0], m[0], r[2], m[1]});
        }
        if (m[0] + m[2] < r[1] && m[1] + m[2] < r[3]) {
          queue.push(new int[] {m[0] + m[2], r[1], m[1] + m[2], r[3]});
        }
      }
    }
    found.sort(Comparator.comparingInt(m -> m[0]));
    return merged(found);
  }

  private int[] longestMatch(int alo, int ahi, int blo, int bhi) {
    int bestI = alo;
    int bestJ = blo;
    int size = 0;
    int[] lengths = new int[bhi - blo + 1]; // [j + 1 - blo], runs that end at a[i - 1] and b[j]
    for (int i = alo; i < ahi; i++) {
      int[] next = new int[lengths.length];
      for (int j : positionsInB.getOrDefault(a[i], List.of())) {
        if (j < blo || j >= bhi) {
          continue;
        }
        int k = lengths[j - blo] + 1;
        next[j + 1 - blo] = k;
        if (k > size) {
          bestI = i - k + 1;
          bestJ = j - k + 1;
          size = k;
        }
      }
      lengths = next;
    }
    while (bestI > alo && bestJ > blo && a[bestI - 1] == b[bestJ - 1]) {
      bestI--;
      bestJ--;
      size++;
    }
    while (bestI + size < ahi && bestJ + size < bhi && a[bestI + size] == b[bestJ + size]) {
      size++;
    }
    return new int[] {bestI, bestJ, size};
  }

  private static List<MatchingBlock> merged(List<int[]> found) {
    List<MatchingBlock> blocks = new ArrayList<>();
    int i = 0;
    int j = 0;
    int size = 0;
    for (int[] m : found) {
      if (i + size == m[0] && j + size == m[1]) {
        size += m[2];
        continue;
      }
      if (size > 0) {
        blocks.add(new MatchingBlock(i, j, size));
      }
      i = m[0];
      j = m[1];
      size = m[2];
    }
    if (size > 0) {
      blocks.add(new MatchingBlock(i, j, size));
    }
    return blocks;
  }
}
