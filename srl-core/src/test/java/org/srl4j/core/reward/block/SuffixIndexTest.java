package org.srl4j.core.reward.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuffixIndexTest {

  @Test
  void bananaIsSorted() {
    // a=0 b=1 n=2: a, ana, anana, banana, na, nana start at 5 3 1 0 4 2.
    SuffixIndex index = new SuffixIndex(new int[] {1, 0, 2, 0, 2, 0}, 3);
    assertArrayEquals(new int[] {5, 3, 1, 0, 4, 2}, index.suffixes());
    assertEquals(3, index.commonPrefix(1, 2)); // ana, anana
    assertEquals(1, index.commonPrefix(0, 2)); // a, anana
    assertEquals(0, index.commonPrefix(0, 5)); // a, nana
  }

  @Test
  void oneSymbolIsAnIndexToo() {
    assertArrayEquals(new int[] {0}, new SuffixIndex(new int[] {0}, 1).suffixes());
  }

  @Test
  void randomTextsEqualPlainSorting() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      int alphabet = 1 + random.nextInt(4);
      int[] text = random.ints(1 + random.nextInt(60), 0, alphabet).toArray();
      SuffixIndex index = new SuffixIndex(text, alphabet);
      int[] sorted =
          IntStream.range(0, text.length)
              .boxed()
              .sorted((p, q) -> Arrays.compare(tail(text, p), tail(text, q)))
              .mapToInt(Integer::intValue)
              .toArray();
      assertArrayEquals(sorted, index.suffixes());
      for (int low = 0; low < sorted.length; low++) {
        assertEquals(low, index.rank(sorted[low]));
        for (int high = low + 1; high < sorted.length; high++) {
          assertEquals(
              prefix(tail(text, sorted[low]), tail(text, sorted[high])),
              index.commonPrefix(low, high));
        }
      }
    }
  }

  private static int[] tail(int[] text, int from) {
    return Arrays.copyOfRange(text, from, text.length);
  }

  private static int prefix(int[] a, int[] b) {
    int mismatch = Arrays.mismatch(a, b);
    return mismatch < 0 ? a.length : mismatch;
  }
}
