package org.srl4j.core.reward.block;

import java.util.Arrays;

/**
 * The matching blocks of CPython's {@code difflib.SequenceMatcher}, found without its loops.
 *
 * <p>difflib takes the longest common run of a region (ties: first in a, then first in b) and
 * recurses left and right of it. {@link BitBlocks} does so for texts of everyday length, {@link
 * SuffixBlocks} for long ones; both give the same blocks.
 */
public final class BlockFinder {

  /** Most pairs of positions for {@link BitBlocks}, whose worst case is all of them. */
  static final long MAX_BIT_PAIRS = 1L << 22;

  /** Shortest b that has popular elements. */
  private static final int AUTOJUNK_MIN_LENGTH = 200;

  /** A way to find the blocks, given which elements start no match. */
  @FunctionalInterface
  interface Way {
    void find(ElementPair pair, boolean[] popular, BlockSink blocks);
  }

  private BlockFinder() {}

  /**
   * Finds all blocks; neighbours never touch in both texts, and difflib's sentinel is left out.
   *
   * @param pair two texts
   * @param autojunk whether elements that are popular in a long b start no match
   */
  public static BlockSink find(ElementPair pair, boolean autojunk) {
    int[] a = pair.prediction();
    int[] b = pair.expert();
    if (a.length == 0 || b.length == 0) {
      return new BlockSink(pair, false);
    }
    if (Arrays.equals(a, b)) {
      BlockSink whole = new BlockSink(pair, false);
      whole.take(0, 0, a.length);
      return whole;
    }
    boolean few = (long) a.length * b.length <= MAX_BIT_PAIRS;
    return find(pair, autojunk, few ? BitBlocks::find : SuffixBlocks::find);
  }

  /** Finds all blocks of two texts, both with an element at least, in one way. */
  static BlockSink find(ElementPair pair, boolean autojunk, Way way) {
    boolean[] popular = new boolean[pair.alphabetSize()];
    BlockSink blocks = new BlockSink(pair, autojunk && markPopular(pair.expert(), popular));
    way.find(pair, popular, blocks);
    return blocks;
  }

  /**
   * CPython: in a b of 200 elements or more, those that occur more than len(b)//100 + 1 times.
   *
   * @return whether there are any
   */
  private static boolean markPopular(int[] b, boolean[] popular) {
    if (b.length < AUTOJUNK_MIN_LENGTH) {
      return false;
    }
    int[] counts = new int[popular.length];
    for (int element : b) {
      counts[element]++;
    }
    boolean any = false;
    for (int element = 0; element < counts.length; element++) {
      popular[element] = counts[element] > b.length / 100 + 1;
      any |= popular[element];
    }
    return any;
  }
}
