package org.srl4j.core.reward.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.reward.RandomTexts;

/** Both ways to find blocks against the naive port. All compared exactly. */
class BlockFinderTest {

  private static final int RANDOM_PAIRS_PER_ALPHABET = 750;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 26})
  void randomPairsEqualTheNaivePort(int letters) {
    RandomTexts texts = new RandomTexts(letters);
    for (int i = 0; i < RANDOM_PAIRS_PER_ALPHABET; i++) {
      String b = texts.text(260, 'a', letters);
      String a = i % 3 == 0 ? texts.edited(b, 0.1) : texts.text(260, 'a', letters);
      ElementPair pair = characters(a, b);
      assertSame(pair, false);
      assertSame(pair, true);
    }
  }

  /** More than 256 different elements: keys of four elements are no longer unique. */
  @Test
  void pairsWithLargeAlphabetsEqualTheNaivePort() {
    RandomTexts texts = new RandomTexts(17);
    for (int i = 0; i < 200; i++) {
      String b = texts.text(700, 0x4e00, 1500);
      String a = texts.edited(b, 0.3);
      assertSame(characters(a, b), i % 2 == 0);
    }
  }

  @Test
  void textsAboveTheLimitTakeTheOtherWay() {
    RandomTexts texts = new RandomTexts(19);
    String b = "x".repeat(2500) + texts.text(400, 'a', 26);
    String a = texts.edited(b, 0.1);
    assertTrue((long) a.length() * b.length() > BlockFinder.MAX_BIT_PAIRS);
    assertSame(characters(a, b), false);
  }

  @Test
  void randomWordPairsEqualTheNaivePort() {
    RandomTexts texts = new RandomTexts(5);
    for (int i = 0; i < 500; i++) {
      // Letters 'a'..'i' and the space before '!' as separators: words of random letters.
      String a = texts.text(400, ' ', 4).replace('!', ' ');
      String b = texts.text(400, ' ', 4).replace('!', ' ');
      assertSame(words(a, b), i % 2 == 0);
    }
  }

  @Test
  void longPairsWithFewUnpopularElementsEqualTheNaivePort() {
    RandomTexts texts = new RandomTexts(11);
    for (int i = 0; i < 100; i++) {
      int letters = 20 + texts.below(120);
      String b = texts.text(500, 'A', letters);
      String a = i % 2 == 0 ? texts.edited(b, 0.2) : texts.text(500, 'A', letters);
      assertSame(characters(a, b), true);
    }
  }

  private static void assertSame(ElementPair pair, boolean autojunk) {
    List<MatchingBlock> expected =
        new NaiveSequenceMatcher(pair.prediction(), pair.expert(), autojunk).blocks();
    assertEquals(expected, BlockFinder.find(pair, autojunk).inOrder(), pair::toString);
    if (pair.prediction().length > 0 && pair.expert().length > 0) {
      List<MatchingBlock> bits = BlockFinder.find(pair, autojunk, BitBlocks::find).inOrder();
      assertEquals(expected, bits, pair::toString);
      List<MatchingBlock> sorted = BlockFinder.find(pair, autojunk, SuffixBlocks::find).inOrder();
      assertEquals(expected, sorted, pair::toString);
    }
  }

  private static ElementPair characters(String a, String b) {
    return ElementPair.ofCodePoints(a.codePoints().toArray(), b.codePoints().toArray());
  }

  private static ElementPair words(String a, String b) {
    return ElementPair.ofWords(Arrays.asList(a.split(" ")), Arrays.asList(b.split(" ")));
  }
}
