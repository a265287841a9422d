package org.srl4j.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.reward.block.MatchingBlock;

class SequenceMatcherSimilarityTest extends SimilarityContract {

  private static final SequenceMatcherSimilarity AUTOJUNK =
      new SequenceMatcherSimilarity(true, Granularity.CHARACTERS);
  private static final SequenceMatcherSimilarity WORDS =
      new SequenceMatcherSimilarity(false, Granularity.TOKENS);

  private final SequenceMatcherSimilarity similarity = new SequenceMatcherSimilarity();

  @Override
  protected Similarity similarity() {
    return similarity;
  }

  @ParameterizedTest
  @CsvSource({
    "abcd, bcde, 0.75", // bcd on both sides: 2*3/8
    "tide, diet, 0.25", // all runs are single: t is first in the prediction, it takes diet's end
    "diet, tide, 0.5", // d is first, then e: 2*2/8
    "ab, acab, 0.6666666666666666", // ab at the end, not a at the start: 2*2/6
    "abxcd, abcd, 0.8888888888888888", // ab and cd: 2*4/9
  })
  void handComputedRatios(String prediction, String expert, double ratio) {
    assertEquals(ratio, similarity.apply(prediction, expert));
  }

  @Test
  void argumentOrderMatters() {
    assertFalse(similarity.isSymmetric());
    assertEquals(0.25, similarity.apply("tide", "diet"));
    assertEquals(0.5, similarity.apply("diet", "tide"));
  }

  @Test
  void longestBlockWinsThenFirstInPredictionThenFirstInExpert() {
    // ab stands twice in both: the first in the prediction takes the first in the expert's text.
    assertEquals(
        List.of(new MatchingBlock(0, 1, 2), new MatchingBlock(3, 4, 2)),
        similarity.blocks("abxab", "yabyab"));
    assertEquals(List.of(new MatchingBlock(0, 4, 5)), similarity.blocks(" abcd", "abcd abcd"));
  }

  @Test
  void popularElementsStillMatchAtTheCommonStart() {
    assertEquals(List.of(new MatchingBlock(0, 0, 200)), AUTOJUNK.blocks(xs(205), xs(200)));
  }

  @Test
  void autojunkStartsAtTwoHundredElementsOfTheExpertsText() {
    // x shifted by one: without x as a start nothing matches except a common beginning.
    assertEquals(2.0 * 198 / 398, AUTOJUNK.apply("q" + xs(198), xs(198) + "r"));
    assertEquals(0.0, AUTOJUNK.apply("q" + xs(199), xs(199) + "r"));
    assertEquals(2.0 * 199 / 400, similarity.apply("q" + xs(199), xs(199) + "r"));
    assertEquals(2.0 * 150 / 350, AUTOJUNK.apply("q" + xs(199), xs(150)));
  }

  @Test
  void popularElementsExtendARunButStartNone() {
    // Only b is unpopular; the run b grows over the x on both sides: 3 left, 4 right.
    String prediction = "qxxxbxxxxq";
    String expert = xs(100) + "b" + xs(100);
    assertEquals(List.of(new MatchingBlock(1, 97, 8)), AUTOJUNK.blocks(prediction, expert));
  }

  @Test
  void elementsAreCodePointsNotUtf16Units() {
    // Two different letters beyond the BMP share their first UTF-16 unit but no element.
    String bold = "\ud835\udcd0";
    String other = "\ud835\udcd1";
    assertEquals(0.0, similarity.apply(bold, other));
    assertEquals(2.0 / 3, similarity.apply(bold + "x", "x"));
    // A lone surrogate is an element of its own: 2*1/2 and 2*0/2.
    assertEquals(1.0, similarity.apply("\ud835", "\ud835"));
    assertEquals(0.0, similarity.apply("\ud835", bold));
  }

  @Test
  void wordsAreComparedWhole() {
    // words: add 3 to both sides | add 5 to both sides -> add, to both sides: 2*4/10
    assertEquals(0.8, WORDS.apply("add 3 to both sides", " add\t5 to both\nsides "));
    assertEquals(0.0, WORDS.apply("sidestep", "side step"));
    assertEquals(1.0, WORDS.apply(" ", "\t"));
  }

  @Test
  void pythonsSpacesSeparateWords() {
    assertEquals(1.0, WORDS.apply("a\u00a0b\u0085c\u3000d", "a b c d"));
    assertEquals(0.0, WORDS.apply("a\u200bb", "a b")); // zero width space is no space
  }

  @Test
  void explanationAddsUp() {
    Similarity.Explanation explanation = similarity.explain("abxcd", "abcd");
    assertEquals(
        List.of(new MatchingBlock(0, 0, 2), new MatchingBlock(3, 2, 2)), explanation.blocks());
    assertEquals(4.0, explanation.parts().get("matched"));
    assertEquals(9.0, explanation.parts().get("total"));
    assertEquals(2.0 * 4 / 9, explanation.value());
  }

  @Test
  void longRepetitiveTextsNeedNoDeepStack() {
    String a = "ab".repeat(20_000);
    String b = "ba".repeat(20_000);
    assertEquals(2.0 * 39_999 / 80_000, similarity.apply(a, b));
  }

  private static String xs(int count) {
    return "x".repeat(count);
  }
}
