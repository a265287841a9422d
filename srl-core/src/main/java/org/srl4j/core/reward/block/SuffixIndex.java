package org.srl4j.core.reward.block;

import java.util.Arrays;

/**
 * Sorted suffixes of a number string with constant-time longest common prefixes.
 *
 * <p>Prefix doubling with counting sorts, O(n log n); Kasai's algorithm for neighbouring prefixes;
 * a table of range minima for any two.
 */
final class SuffixIndex {

  private final int[] suffixes;
  private final int[] ranks;

  /** [k][r] = the least common prefix of the neighbours (r-1, r) .. (r+2^k-2, r+2^k-1). */
  private final int[][] minima;

  /** Indexes a text of at least one symbol in 0..alphabetSize-1. */
  SuffixIndex(int[] text, int alphabetSize) {
    ranks = text.clone();
    suffixes = sort(ranks, alphabetSize);
    minima = rangeMinima(neighbourPrefixes(text));
  }

  /** Start positions of all suffixes in sorted order; not a copy. */
  int[] suffixes() {
    return suffixes;
  }

  /** Place of the suffix that starts at a position. */
  int rank(int position) {
    return ranks[position];
  }

  /** Length of the longest common prefix of two suffixes given by rank, {@code low < high}. */
  int commonPrefix(int low, int high) {
    int k = 31 - Integer.numberOfLeadingZeros(high - low);
    int[] row = minima[k];
    return Math.min(row[low + 1], row[high + 1 - (1 << k)]);
  }

  /** Sorts; on return {@code ranks}, which comes in as the text, holds every suffix's rank. */
  private static int[] sort(int[] ranks, int alphabetSize) {
    int n = ranks.length;
    int[] counts = new int[Math.max(alphabetSize, n) + 1];
    int[] byTail = new int[n];
    for (int i = 0; i < n; i++) {
      byTail[i] = i;
    }
    int[] sorted = new int[n];
    countingSort(byTail, ranks, alphabetSize, counts, sorted);
    int[] next = new int[n];
    int classes;
    int width = 0;
    do {
      classes = rerank(sorted, ranks, width, next);
      System.arraycopy(next, 0, ranks, 0, n);
      width = width == 0 ? 1 : 2 * width;
      if (classes < n) {
        orderByTail(sorted, width, byTail);
        countingSort(byTail, ranks, classes, counts, sorted);
      }
    } while (classes < n);
    return sorted;
  }

  private static void orderByTail(int[] sorted, int width, int[] byTail) {
    int n = sorted.length;
    int filled = 0;
    for (int i = n - width; i < n; i++) {
      byTail[filled++] = i;
    }
    for (int suffix : sorted) {
      if (suffix >= width) {
        byTail[filled++] = suffix - width;
      }
    }
  }

  private static void countingSort(int[] order, int[] keys, int keyCount, int[] counts, int[] out) {
    Arrays.fill(counts, 0, keyCount + 1, 0);
    for (int key : keys) {
      counts[key + 1]++;
    }
    for (int k = 0; k < keyCount; k++) {
      counts[k + 1] += counts[k];
    }
    for (int suffix : order) {
      out[counts[keys[suffix]]++] = suffix;
    }
  }

  /**
   * Numbers the classes of suffixes equal in (rank, rank {@code width} later); width 0 = rank only.
   */
  private static int rerank(int[] sorted, int[] ranks, int width, int[] next) {
    int n = sorted.length;
    int classes = 0;
    next[sorted[0]] = 0;
    for (int r = 1; r < n; r++) {
      int p = sorted[r - 1];
      int q = sorted[r];
      boolean same = ranks[p] == ranks[q];
      if (same && width > 0) {
        int pTail = p + width < n ? ranks[p + width] : -1;
        int qTail = q + width < n ? ranks[q + width] : -1;
        same = pTail == qTail;
      }
      classes += same ? 0 : 1;
      next[q] = classes;
    }
    return classes + 1;
  }

  private int[] neighbourPrefixes(int[] text) {
    int n = text.length;
    int[] lengths = new int[n];
    int length = 0;
    for (int p = 0; p < n; p++) {
      if (ranks[p] == 0) {
        length = 0;
        continue;
      }
      int q = suffixes[ranks[p] - 1];
      while (p + length < n && q + length < n && text[p + length] == text[q + length]) {
        length++;
      }
      lengths[ranks[p]] = length;
      length = Math.max(0, length - 1);
    }
    return lengths;
  }

  private static int[][] rangeMinima(int[] lengths) {
    int levels = 32 - Integer.numberOfLeadingZeros(lengths.length);
    int[][] rows = new int[levels][];
    rows[0] = lengths;
    for (int k = 1; k < levels; k++) {
      int half = 1 << (k - 1);
      int[] below = rows[k - 1];
      int[] row = new int[below.length - half];
      for (int r = 0; r < row.length; r++) {
        row[r] = Math.min(below[r], below[r + half]);
      }
      rows[k] = row;
    }
    return rows;
  }
}
