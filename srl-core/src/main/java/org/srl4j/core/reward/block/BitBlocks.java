package org.srl4j.core.reward.block;

import java.util.Arrays;

/**
 * Matching blocks of two texts of everyday length.
 *
 * <p>Long blocks come from the texts' {@link CommonRuns}, longest first; a run that a block cuts is
 * listed again with the lengths of its pieces. What is left of the texts then has runs of fewer
 * than {@link CommonRuns#LEAST} elements. They are found by sweeps over the rows of each gap, one
 * for each length, that look at 64 places of b at a time: bit j of a row is the conjunction of one
 * mask for each element of the run.
 *
 * <p>All runs of a gap's greatest length are taken from left to right: to the left of the first one
 * no run is as long, to the right the next one is again the first.
 */
final class BitBlocks {

  private static final int LONGEST_SWEPT = CommonRuns.LEAST - 1;

  private final int[] a;
  private final int[] b;
  private final BlockSink blocks;
  private final CommonRuns runs;
  private final int words;

  /**
   * [k][element * words + w]: bit j is set where the element is at j + k in b, unless popular.
   * Elements of a alone, so that the masks are bounded by |a||b| bits each.
   */
  private final long[][] masks;

  /** The last place of each element in b plus 1, 0 for none, unless popular. */
  private final int[] ends;

  /** The long blocks in order, between an empty one at either end. */
  private int[] aFroms = new int[32];

  private int[] bFroms = new int[32];
  private int[] aTos = new int[32];
  private int[] bTos = new int[32];
  private int placed = 2;

  private long[] whole = new long[16];

  private BitBlocks(ElementPair pair, boolean[] popular, BlockSink blocks) {
    a = pair.prediction();
    b = pair.expert();
    this.blocks = blocks;
    runs = new CommonRuns(pair, popular);
    words = (b.length + Long.SIZE - 1) / Long.SIZE;
    int inA = pair.predictionAlphabet();
    masks = new long[LONGEST_SWEPT][inA * words];
    ends = new int[inA];
    for (int j = 0; j < b.length; j++) {
      if (b[j] < inA && !popular[b[j]]) {
        ends[b[j]] = j + 1;
        for (int k = 0; k < LONGEST_SWEPT && k <= j; k++) {
          masks[k][b[j] * words + (j - k) / Long.SIZE] |= 1L << (j - k);
        }
      }
    }
    aFroms[1] = a.length;
    bFroms[1] = b.length;
    aTos[1] = a.length;
    bTos[1] = b.length;
  }

  /** Finds the blocks of two texts, both with an element at least. */
  static void find(ElementPair pair, boolean[] popular, BlockSink blocks) {
    BitBlocks finder = new BitBlocks(pair, popular, blocks);
    for (int length = finder.runs.longest(); length > LONGEST_SWEPT; length--) {
      finder.takeRuns(length);
    }
    for (int g = 0; g < finder.placed - 1; g++) {
      finder.sweepGap(g);
    }
  }

  /** Takes the runs of a length, first in a and then in b, that no longer block has cut. */
  private void takeRuns(int length) {
    int count = 0;
    for (int run = runs.first(length); run >= 0; run = runs.after(run)) {
      if (gapAround(runs.startInA(run), runs.startInB(run), length) >= 0) {
        if (count == whole.length) {
          whole = Arrays.copyOf(whole, 2 * count);
        }
        whole[count++] = (long) runs.startInA(run) << Integer.SIZE | runs.startInB(run);
      }
    }
    Arrays.sort(whole, 0, count);
    for (int s = 0; s < count; s++) {
      int i = (int) (whole[s] >>> Integer.SIZE);
      int j = (int) whole[s];
      int gap = gapAround(i, j, length);
      if (gap >= 0) {
        place(gap, i, j, length);
      }
    }
  }

  /**
   * The gap behind which long block a run lies; -1 if blocks cut the run, whose pieces are then
   * listed.
   */
  private int gapAround(int i, int j, int length) {
    for (int g = lastBlockUpTo(i); g < placed - 1 && aTos[g] < i + length; g++) {
      int skipped = Math.max(0, Math.max(aTos[g] - i, bTos[g] - j));
      int end = Math.min(length, Math.min(aFroms[g + 1] - i, bFroms[g + 1] - j));
      if (end - skipped == length) {
        return g;
      }
      if (end - skipped > LONGEST_SWEPT) {
        runs.add(i + skipped, j + skipped, end - skipped);
      }
    }
    return -1;
  }

  private int lastBlockUpTo(int i) {
    int low = 0;
    int high = placed - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (aFroms[middle] <= i) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private void place(int gap, int i, int j, int length) {
    int before = blocks.equalBefore(i, j, aTos[gap], bTos[gap]);
    int size = before + length;
    size += blocks.equalFrom(i + length, j + length, aFroms[gap + 1], bFroms[gap + 1]);
    blocks.take(i - before, j - before, size);
    aFroms = inserted(aFroms, gap + 1, i - before);
    bFroms = inserted(bFroms, gap + 1, j - before);
    aTos = inserted(aTos, gap + 1, i - before + size);
    bTos = inserted(bTos, gap + 1, j - before + size);
    placed++;
  }

  private int[] inserted(int[] values, int at, int value) {
    int[] result = placed < values.length ? values : Arrays.copyOf(values, 2 * placed);
    System.arraycopy(values, at, result, at + 1, placed - at);
    result[at] = value;
    return result;
  }

  private void sweepGap(int g) {
    sweep(aTos[g], aFroms[g + 1], bTos[g], bFroms[g + 1], LONGEST_SWEPT);
  }

  /** Takes the blocks of a region that has no run of more than {@code length} elements. */
  private void sweep(int aFrom, int aTo, int bFrom, int bTo, int length) {
    if (aFrom == aTo || bFrom == bTo) {
      return;
    }
    if (length == 0) {
      blocks.takeCommonStart(aFrom, aTo, bFrom, bTo);
      return;
    }
    int aNext = aFrom;
    int bNext = bFrom;
    int i = aFrom;
    while (i <= aTo - length && bNext <= bTo - length) {
      int j = firstRun(i, bNext, bTo - length, length);
      if (j < 0) {
        i++;
        continue;
      }
      int before = blocks.equalBefore(i, j, aNext, bNext);
      int size = before + length + blocks.equalFrom(i + length, j + length, aTo, bTo);
      blocks.take(i - before, j - before, size);
      sweep(aNext, i - before, bNext, j - before, length - 1);
      aNext = i - before + size;
      bNext = j - before + size;
      i = aNext;
    }
    sweep(aNext, aTo, bNext, bTo, length - 1);
  }

  /** First place in b, {@code from} to {@code last}, of the run at i of a; -1 without one. */
  private int firstRun(int i, int from, int last, int length) {
    for (int k = 0; k < length; k++) {
      if (ends[a[i + k]] <= from + k) {
        return -1;
      }
    }
    int lastWord = last / Long.SIZE;
    long visible = -1L << from;
    for (int w = from / Long.SIZE; w <= lastWord; w++) {
      long bits = masks[0][a[i] * words + w] & visible;
      for (int k = 1; k < length; k++) {
        bits &= masks[k][a[i + k] * words + w];
      }
      if (bits != 0) {
        int j = w * Long.SIZE + Long.numberOfTrailingZeros(bits);
        return j <= last ? j : -1;
      }
      visible = -1L;
    }
    return -1;
  }
}
