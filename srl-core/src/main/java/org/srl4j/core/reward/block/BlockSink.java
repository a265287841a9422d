package org.srl4j.core.reward.block;

import java.util.ArrayList;
import java.util.List;

/** The blocks taken so far, in any order, and how a run grows over popular elements. */
public final class BlockSink {

  private final int[] a;
  private final int[] b;
  private final boolean hasPopular;

  /** Size of the block that starts at each position of a, and where it starts in b; 0 = none. */
  private final int[] sizes;

  private final int[] partners;
  private int matched;

  /** No blocks yet. */
  BlockSink(ElementPair pair, boolean hasPopular) {
    a = pair.prediction();
    b = pair.expert();
    this.hasPopular = hasPopular;
    sizes = new int[a.length];
    partners = new int[a.length];
  }

  void take(int i, int j, int size) {
    sizes[i] = size;
    partners[i] = j;
    matched += size;
  }

  /** Without a run to grow from, difflib still grows the empty match at the region's start. */
  void takeCommonStart(int aFrom, int aTo, int bFrom, int bTo) {
    int size = equalFrom(aFrom, bFrom, aTo, bTo);
    if (size > 0) {
      take(aFrom, bFrom, size);
    }
  }

  /** Elements that a run grows by to the left, down to the given positions. */
  int equalBefore(int i, int j, int aFrom, int bFrom) {
    int size = 0;
    if (hasPopular) {
      int room = Math.min(i - aFrom, j - bFrom);
      while (size < room && a[i - size - 1] == b[j - size - 1]) {
        size++;
      }
    }
    return size;
  }

  /** Elements that a run grows by to the right, up to the given positions. */
  int equalFrom(int i, int j, int aTo, int bTo) {
    int size = 0;
    if (hasPopular) {
      int room = Math.min(aTo - i, bTo - j);
      while (size < room && a[i + size] == b[j + size]) {
        size++;
      }
    }
    return size;
  }

  /** Elements in all blocks. */
  public int matched() {
    return matched;
  }

  /** The blocks in order of position. */
  public List<MatchingBlock> inOrder() {
    List<MatchingBlock> blocks = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] > 0) {
        blocks.add(new MatchingBlock(i, partners[i], sizes[i]));
      }
    }
    return blocks;
  }
}
