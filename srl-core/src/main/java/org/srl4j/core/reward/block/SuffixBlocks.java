package org.srl4j.core.reward.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Matching blocks of two long texts, found without comparing all pairs of positions.
 *
 * <p>A region's longest run length L is found from its suffixes in sorted order, and all runs of
 * that length are taken in one sweep: to the left of the first one no run is as long, to the right
 * the next one is again the first. So the runs left in the gaps are shorter than L, and there are
 * at most sqrt(2n) generations of gaps, each O(n log n); no recursion.
 *
 * <p>Positions are those of the joined text: a, a separator, b.
 */
final class SuffixBlocks {

  private static final int RESERVED = 3;
  private static final int POPULAR_IN_A = 0;
  private static final int POPULAR_IN_B = 1;
  private static final int SEPARATOR = 2;

  /**
   * Part of a and part of b; its suffixes lie sorted in {@code suffixes[from .. from + size())}.
   */
  private record Region(int aFrom, int aTo, int bFrom, int bTo, int from, int maxRun) {
    int size() {
      return aTo - aFrom + bTo - bFrom;
    }

    int to() {
      return from + size();
    }
  }

  private final int bStart;
  private final BlockSink blocks;
  private final SuffixIndex index;
  private final int[] owner;
  private final int[] group;
  private final int[] firstInGroup;
  private final int[] nextInGroup;

  private int[] suffixes;
  private int[] prefixes;
  private int[] gapSuffixes;
  private int[] gapPrefixes;
  private int gapsFilled;

  private SuffixBlocks(ElementPair pair, boolean[] popular, BlockSink blocks) {
    int[] a = pair.prediction();
    int[] b = pair.expert();
    this.blocks = blocks;
    bStart = a.length + 1;
    int n = bStart + b.length;
    int[] symbols = new int[n];
    symbols[a.length] = SEPARATOR;
    for (int i = 0; i < a.length; i++) {
      symbols[i] = popular[a[i]] ? POPULAR_IN_A : a[i] + RESERVED;
    }
    for (int j = 0; j < b.length; j++) {
      symbols[bStart + j] = popular[b[j]] ? POPULAR_IN_B : b[j] + RESERVED;
    }
    index = new SuffixIndex(symbols, pair.alphabetSize() + RESERVED);
    owner = new int[n];
    group = new int[n];
    firstInGroup = new int[n];
    nextInGroup = new int[n];
    suffixes = index.suffixes();
    prefixes = new int[n];
    gapSuffixes = new int[n];
    gapPrefixes = new int[n];
  }

  /** Finds the blocks of two texts, both with an element at least. */
  static void find(ElementPair pair, boolean[] popular, BlockSink blocks) {
    new SuffixBlocks(pair, popular, blocks).run();
  }

  private void run() {
    int n = owner.length;
    List<Region> gaps = new ArrayList<>();
    addGap(new Region(0, bStart - 1, bStart, n, 0, n), gaps);
    owner[bStart - 1] = -1;
    sortInto(gaps, 0, 0, n);
    while (!gaps.isEmpty()) {
      List<Region> regions = gaps;
      swapGenerations();
      gaps = new ArrayList<>();
      for (Region region : regions) {
        int first = gaps.size();
        split(region, gaps);
        if (gaps.size() > first) {
          sortInto(gaps, first, region.from(), region.to());
        }
      }
    }
  }

  private void swapGenerations() {
    int[] usedSuffixes = suffixes;
    int[] usedPrefixes = prefixes;
    suffixes = gapSuffixes;
    prefixes = gapPrefixes;
    gapSuffixes = usedSuffixes;
    gapPrefixes = usedPrefixes;
    gapsFilled = 0;
  }

  /** Takes all longest runs of a region as blocks and adds the gaps around them. */
  private void split(Region region, List<Region> gaps) {
    int length = longestRun(region);
    if (length == 0) {
      takeCommonStart(region);
      return;
    }
    groupRuns(region, length);
    Arrays.fill(owner, region.aFrom(), region.aTo(), -1);
    Arrays.fill(owner, region.bFrom(), region.bTo(), -1);
    int a = region.aFrom();
    int b = region.bFrom();
    int i = a;
    while (i <= region.aTo() - length && b <= region.bTo() - length) {
      int j = firstOccurrence(group[i], b);
      if (j < 0) {
        i++;
        continue;
      }
      int before = blocks.equalBefore(i, j - bStart, a, b - bStart);
      int size = before + length + equalFrom(i + length, j + length, region);
      blocks.take(i - before, j - before - bStart, size);
      addGap(new Region(a, i - before, b, j - before, gapsFilled, length - 1), gaps);
      a = i - before + size;
      b = j - before + size;
      i = a;
    }
    addGap(new Region(a, region.aTo(), b, region.bTo(), gapsFilled, length - 1), gaps);
  }

  private int equalFrom(int i, int j, Region region) {
    return blocks.equalFrom(i, j - bStart, region.aTo(), region.bTo() - bStart);
  }

  private void takeCommonStart(Region region) {
    blocks.takeCommonStart(
        region.aFrom(), region.aTo(), region.bFrom() - bStart, region.bTo() - bStart);
  }

  /** Keeps a gap for the next generation if it can hold another run. */
  private void addGap(Region gap, List<Region> gaps) {
    if (gap.aFrom() == gap.aTo() || gap.bFrom() == gap.bTo()) {
      return;
    }
    if (gap.maxRun() == 0) {
      takeCommonStart(gap);
      return;
    }
    Arrays.fill(owner, gap.aFrom(), gap.aTo(), gaps.size());
    Arrays.fill(owner, gap.bFrom(), gap.bTo(), gaps.size());
    gaps.add(gap);
    gapsFilled += gap.size();
  }

  /** Hands the sorted suffixes [from, to) to the gaps that own them; they stay sorted. */
  private void sortInto(List<Region> gaps, int first, int from, int to) {
    int[] filled = new int[gaps.size() - first];
    for (int g = 0; g < filled.length; g++) {
      filled[g] = gaps.get(first + g).from();
    }
    int[] starts = filled.clone();
    for (int s = from; s < to; s++) {
      int position = suffixes[s];
      int g = owner[position] - first;
      if (g < 0) {
        continue;
      }
      int slot = filled[g]++;
      gapSuffixes[slot] = position;
      gapPrefixes[slot] =
          slot == starts[g]
              ? 0
              : index.commonPrefix(index.rank(gapSuffixes[slot - 1]), index.rank(position));
    }
  }

  /** Length of the longest run common to both parts of a region, popular elements excluded. */
  private int longestRun(Region region) {
    int low = 0;
    int high = 0;
    for (int s = region.from() + 1; s < region.to(); s++) {
      int prefix = prefixes[s];
      int p = suffixes[s - 1];
      int q = suffixes[s];
      if (prefix > low && p < bStart != q < bStart) {
        high = Math.max(high, prefix);
        low = Math.max(low, Math.min(prefix, Math.min(room(region, p), room(region, q))));
      }
    }
    high = Math.min(high, region.maxRun());
    while (low < high) {
      int length = (low + high + 1) >>> 1;
      if (hasRun(region, length)) {
        low = length;
      } else {
        high = length - 1;
      }
    }
    return low;
  }

  private int room(Region region, int position) {
    return (position < bStart ? region.aTo() : region.bTo()) - position;
  }

  private boolean hasRun(Region region, int length) {
    int lastA = region.aTo() - length;
    int lastB = region.bTo() - length;
    boolean inA = false;
    boolean inB = false;
    for (int s = region.from(); s < region.to(); s++) {
      if (prefixes[s] < length) {
        inA = false;
        inB = false;
      }
      int position = suffixes[s];
      inA |= position <= lastA;
      inB |= position >= bStart && position <= lastB;
      if (inA && inB) {
        return true;
      }
    }
    return false;
  }

  /** Numbers the different runs of one length and lists each one's occurrences in b. */
  private void groupRuns(Region region, int length) {
    int groups = 0;
    firstInGroup[0] = -1;
    for (int s = region.from(); s < region.to(); s++) {
      if (prefixes[s] < length) {
        firstInGroup[++groups] = -1;
      }
      group[suffixes[s]] = groups;
    }
    for (int j = region.bTo() - length; j >= region.bFrom(); j--) {
      nextInGroup[j] = firstInGroup[group[j]];
      firstInGroup[group[j]] = j;
    }
  }

  /** First place at or after b where a run stands, or -1; b never goes back within a region. */
  private int firstOccurrence(int run, int b) {
    int j = firstInGroup[run];
    while (j >= 0 && j < b) {
      j = nextInGroup[j];
    }
    firstInGroup[run] = j;
    return j;
  }
}
