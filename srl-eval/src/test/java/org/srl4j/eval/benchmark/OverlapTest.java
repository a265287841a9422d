package org.srl4j.eval.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlapTest {
  private static BenchmarkProblem problem(String id, String question) {
    return new BenchmarkProblem(id, 1, question, List.of(), Map.of());
  }

  private static List<Overlap.Match> matches(String training, String question) {
    return new Overlap(List.of(problem("other", "nothing alike"), problem("t", training)))
        .with(List.of(problem("q", question)));
  }

  @Test
  void shareIsTheDistinctGramsFoundInOneTrainingProblem() {
    // 10 words give 3 grams; the training text lacks the last word, so 2 of 3 occur
    List<Overlap.Match> found =
        matches("a b c d e f g h i and so on it goes", "A, b: c d $e$ f g\nh i j");
    assertEquals(1, found.size());
    assertEquals("t", found.get(0).training().id());
    assertEquals(2.0 / 3, found.get(0).share());
  }

  @Test
  void lessThanHalfIsNoMatch() {
    // 11 words give 4 grams, of which only "a b c d e f g h" occurs
    assertEquals(List.of(), matches("a b c d e f g h", "a b c d e f g h i j k"));
  }

  @Test
  void halfIsAMatch() {
    // 9 words give 2 grams, one occurs
    assertEquals(1, matches("a b c d e f g h", "a b c d e f g h i").size());
  }

  @Test
  void shortQuestionsMatchWhenTheirWordsAreEqual() {
    assertEquals(1, matches("What is 1 + 1?", "what is $1+1$").size());
    assertEquals(List.of(), matches("What is 1 + 1 + 1?", "What is 1 + 1?"));
    assertEquals(List.of(), matches("?", "!"));
  }
}
