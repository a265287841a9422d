package org.srl4j.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilaritiesTest {

  private static final double ROUNDING = 1e-15;

  @ParameterizedTest
  @CsvSource({
    "levenshtein, kitten, sitting, 0.5714285714285714", // distance 3 of 7: 1 - 3/7
    "lcs, abcd, acbd, 0.75", // abd: 2*3/8
    "jaro-winkler, martha, marhta, 0.9611111111111111", // (1+1+5/6)/3 = 0.9444, + 0.3*0.0556
    "jaccard, night, nacht, 0.42857142857142855", // n h t of n i g h t a c: 3/7
    "cosine, aab, abb, 0.8", // (2*1 + 1*2) / 5
    "sequence-matcher, abcd, bcde, 0.75",
  })
  void charactersByHand(String name, String prediction, String expert, double value) {
    Similarity similarity = Similarities.named(name, Granularity.CHARACTERS);
    assertEquals(value, similarity.apply(prediction, expert), ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({
    "levenshtein, 0.6666666666666667", // one word of three differs
    "lcs, 0.6666666666666666", // add .. x: 2*2/6
    "jaccard, 0.5", // add, x of add, 3, 5, x
    "cosine, 0.6666666666666667", // 2 / (sqrt 3 * sqrt 3)
    "sequence-matcher, 0.6666666666666666",
  })
  void wordsByHand(String name, double value) {
    Similarity similarity = Similarities.named(name, Granularity.TOKENS);
    assertEquals(value, similarity.apply("add 3 x", "add  5\tx"), ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({"levenshtein, 0.5", "lcs, 0.5", "jaccard, 0.3333333333333333", "cosine, 0.5"})
  void elementsAreCodePoints(String name, double value) {
    // Two letters, the first differs only in its second UTF-16 unit.
    Similarity similarity = Similarities.named(name, Granularity.CHARACTERS);
    assertEquals(value, similarity.apply("\ud835\udcd0x", "\ud835\udcd1x"), ROUNDING);
  }

  @Test
  void unknownNameListsTheAllowedOnes() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Similarities.named("difflib", Granularity.TOKENS));
    assertTrue(error.getMessage().contains("sequence-matcher, levenshtein"), error::getMessage);
    assertTrue(error.getMessage().endsWith("got difflib"), error::getMessage);
  }

  @Test
  void everyNameIsKnown() {
    for (String name : Similarities.names()) {
      assertEquals(1.0, Similarities.named(name, Granularity.CHARACTERS).apply("a", "a"), name);
    }
  }

  @Nested
  class LevenshteinTest extends SimilarityContract {
    @Override
    protected Similarity similarity() {
      return Similarities.levenshtein(Granularity.CHARACTERS);
    }
  }

  @Nested
  class LongestCommonSubsequenceTest extends SimilarityContract {
    @Override
    protected Similarity similarity() {
      return Similarities.longestCommonSubsequence(Granularity.CHARACTERS);
    }
  }

  @Nested
  class JaroWinklerTest extends SimilarityContract {
    @Override
    protected Similarity similarity() {
      return Similarities.jaroWinkler(Granularity.CHARACTERS);
    }
  }

  @Nested
  class JaccardTest extends SimilarityContract {
    @Override
    protected Similarity similarity() {
      return Similarities.jaccard(Granularity.CHARACTERS);
    }
  }

  @Nested
  class CosineTest extends SimilarityContract {
    @Override
    protected Similarity similarity() {
      return Similarities.cosine(Granularity.CHARACTERS);
    }
  }
}
