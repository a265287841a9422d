package org.srl4j.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Similarity} must keep. Subclass it and hand over yours. */
public abstract class SimilarityContract {

  private static final List<String> TEXTS =
      List.of(
          "a",
          "tide",
          "1. comp rot -> 8714",
          "  spaces  all\tover\n",
          "\u0413\u0440\u0430\u0444 \u4e2d\u6587 \ud83d\ude00",
          "\ud835",
          "ab ".repeat(150));

  /** The similarity under test. */
  protected abstract Similarity similarity();

  @Test
  void aTextIsOneWithItself() {
    for (String text : TEXTS) {
      assertEquals(1.0, similarity().apply(text, text), text);
    }
  }

  @Test
  void twoEmptyTextsAreOneAndOneEmptyTextIsZero() {
    assertEquals(1.0, similarity().apply("", ""));
    assertEquals(0.0, similarity().apply("", "abc"));
    assertEquals(0.0, similarity().apply("abc", ""));
  }

  @Test
  void nothingSharedIsLessThanEverythingShared() {
    assertTrue(similarity().apply("xyz", "abc") < similarity().apply("abc", "abc"));
  }

  @Test
  void valuesStayInRangeAndRepeatToTheBit() {
    for (String[] pair : pairs()) {
      double value = similarity().apply(pair[0], pair[1]);
      assertTrue(value >= 0 && value <= 1, () -> value + " for " + String.join(" | ", pair));
      assertEquals(value, similarity().apply(pair[0], pair[1]));
    }
  }

  @Test
  void declaredSymmetryHolds() {
    if (similarity().isSymmetric()) {
      for (String[] pair : pairs()) {
        assertEquals(
            similarity().apply(pair[0], pair[1]),
            similarity().apply(pair[1], pair[0]),
            () -> String.join(" | ", pair));
      }
    }
  }

  @Test
  void explanationHasTheValue() {
    for (String[] pair : pairs()) {
      Similarity.Explanation explanation = similarity().explain(pair[0], pair[1]);
      assertEquals(similarity().apply(pair[0], pair[1]), explanation.value());
      assertEquals(explanation.value(), explanation.parts().get("similarity"));
    }
  }

  @Test
  void threadsDoNotDisturbEachOther() {
    Similarity shared = similarity();
    List<String[]> pairs = pairs();
    double[] alone = pairs.stream().mapToDouble(p -> shared.apply(p[0], p[1])).toArray();
    for (int round = 0; round < 5; round++) {
      IntStream.range(0, alone.length)
          .parallel()
          .forEach(i -> assertEquals(alone[i], shared.apply(pairs.get(i)[0], pairs.get(i)[1])));
    }
  }

  @Test
  void nullIsTheCallersFault() {
    assertThrows(IllegalArgumentException.class, () -> similarity().apply(null, "a"));
    assertThrows(IllegalArgumentException.class, () -> similarity().apply("a", null));
  }

  private static List<String[]> pairs() {
    Random random = new Random(7);
    List<String[]> pairs = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String letters = i % 2 == 0 ? "ab " : "abcdefgh \u00e9\u4e2d";
      pairs.add(new String[] {text(random, letters), text(random, letters)});
    }
    return pairs;
  }

  private static String text(Random random, String letters) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(25); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
