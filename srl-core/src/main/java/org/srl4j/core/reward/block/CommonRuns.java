package org.srl4j.core.reward.block;

import java.util.Arrays;

/**
 * The runs of at least {@value #LEAST} elements that two texts share, in one list for each length.
 *
 * <p>Places of b are indexed by their next {@value #LEAST} elements; a run is listed once, where it
 * begins, with its whole length. Popular elements belong to no run.
 */
final class CommonRuns {

  /** Shortest run that is listed. */
  static final int LEAST = 4;

  /** The last {@value #LEAST} elements fill a key of 32 bits; older ones have left it. */
  private static final int KEY_SHIFT = Integer.SIZE / LEAST;

  private static final int HASH = 0x9E3779B1;
  private static final int FIRST_CAPACITY = 128;

  private final int[] a;
  private final int[] b;
  private final boolean[] popular;

  /** [length] = the first run of that length plus 1; 0 = none. */
  private final int[] lists;

  private int longest;
  private int count;
  private int[] startsInA = new int[FIRST_CAPACITY];
  private int[] startsInB = new int[FIRST_CAPACITY];

  /** The next run of the same length plus 1; 0 = none. */
  private int[] followers = new int[FIRST_CAPACITY];

  /** Lists all runs of two texts. */
  CommonRuns(ElementPair pair, boolean[] popular) {
    a = pair.prediction();
    b = pair.expert();
    this.popular = popular;
    lists = new int[Math.min(a.length, b.length) + 1];
    listAll();
  }

  private void listAll() {
    int bits = Integer.SIZE + 2 - Integer.numberOfLeadingZeros(b.length);
    int shift = Integer.SIZE - bits;
    int[] places = new int[1 << bits];
    int[] morePlaces = new int[b.length + 1];
    int[] keys = new int[b.length + 1];
    int key = 0;
    int clean = 0;
    for (int end = 1; end <= b.length; end++) {
      int element = b[end - 1];
      key = key << KEY_SHIFT ^ element;
      clean = popular[element] ? 0 : clean + 1;
      if (clean >= LEAST) {
        int slot = key * HASH >>> shift;
        keys[end] = key;
        morePlaces[end] = places[slot];
        places[slot] = end;
      }
    }
    key = 0;
    for (int end = 1; end <= a.length; end++) {
      key = key << KEY_SHIFT ^ a[end - 1];
      int place = end < LEAST ? 0 : places[key * HASH >>> shift];
      for (; place > 0; place = morePlaces[place]) {
        if (keys[place] == key && !goesOnBefore(end - LEAST, place - LEAST)) {
          addWhole(end - LEAST, place - LEAST);
        }
      }
    }
  }

  private boolean goesOnBefore(int i, int j) {
    return i > 0 && j > 0 && a[i - 1] == b[j - 1] && !popular[a[i - 1]];
  }

  private void addWhole(int i, int j) {
    int room = Math.min(a.length - i, b.length - j);
    int length = 0;
    while (length < room && a[i + length] == b[j + length] && !popular[a[i + length]]) {
      length++;
    }
    if (length >= LEAST) { // else two keys of a large alphabet were the same by chance
      add(i, j, length);
    }
  }

  /** Lists a run. */
  void add(int i, int j, int length) {
    if (count == startsInA.length) {
      startsInA = Arrays.copyOf(startsInA, 2 * count);
      startsInB = Arrays.copyOf(startsInB, 2 * count);
      followers = Arrays.copyOf(followers, 2 * count);
    }
    startsInA[count] = i;
    startsInB[count] = j;
    followers[count] = lists[length];
    lists[length] = ++count;
    longest = Math.max(longest, length);
  }

  /** Length of the longest run listed so far, 0 without one. */
  int longest() {
    return longest;
  }

  /** The first run of a length, or -1. */
  int first(int length) {
    return lists[length] - 1;
  }

  /** The run after another one of the same length, or -1. */
  int after(int run) {
    return followers[run] - 1;
  }

  int startInA(int run) {
    return startsInA[run];
  }

  int startInB(int run) {
    return startsInB[run];
  }
}
