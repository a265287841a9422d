package org.srl4j.eval.task.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.StepLoop;
import org.srl4j.eval.task.TextSegment;

class PretrainingDocumentsTest {
  private static final int DOCUMENTS = 4000;
  private static final PretrainingDocuments STREAM =
      new PretrainingDocuments(11, PretrainingOptions.DEFAULT);
  private static final List<List<TextSegment>> DRAWN = segments(STREAM);

  @Test
  void documentDependsOnSeedAndIndexOnly() {
    PretrainingDocuments again = new PretrainingDocuments(11, PretrainingOptions.DEFAULT);
    assertEquals(STREAM.document(7), again.document(7));
    assertEquals(STREAM.document(3), again.document(3));
    assertNotEquals(STREAM.document(7).text(), STREAM.document(8).text());
    PretrainingDocuments other = new PretrainingDocuments(12, PretrainingOptions.DEFAULT);
    assertNotEquals(STREAM.document(7).text(), other.document(7).text());
    assertThrows(IllegalArgumentException.class, () -> STREAM.document(-1));
  }

  @Test
  void promptAndBareStepsDoNotCount() {
    for (int i = 0; i < 500; i++) {
      List<TextSegment> segments = STREAM.document(i).segments();
      int last = segments.size() - 1;
      assertFalse(segments.get(0).counted());
      assertTrue(segments.get(last).counted());
      assertTrue(segments.get(last).text().startsWith("A "));
      for (TextSegment step : segments.subList(1, last)) {
        assertEquals(step.counted(), step.text().startsWith("<think> "));
      }
    }
  }

  @Test
  void everyStepIsComputedRight() {
    for (int i = 0; i < 500; i++) {
      Demonstration document = STREAM.document(i);
      String[] lines = StepLoop.visible(document.text()).split("\n");
      OrderProblem problem = OrderProblem.parse(lines[0]);
      int state = problem.start();
      int used = 0;
      for (int k = 1; k < lines.length - 1; k++) {
        OrderAction action = OrderAction.parse(lines[k]).orElseThrow();
        assertTrue(action.isRightAfter(state));
        assertTrue(problem.shown().containsAll(action.instructions()));
        state = action.result();
        used += action.instructions().size();
      }
      assertEquals(problem.shown().size(), used);
      assertEquals("A " + DigitState.text(state), lines[lines.length - 1]);
    }
  }

  @Test
  void barePrefixHasTheShareOfTheOptions() {
    // Share 0.4 of 4000: standard error 0.0078; 5 of them = 0.039, chance of a false failure 6e-7.
    // One-step documents are part of it: about 8/16 of 4000, standard error 0.011.
    int bare = 0;
    int single = 0;
    int singleBare = 0;
    for (List<TextSegment> segments : DRAWN) {
      boolean first = !segments.get(1).counted();
      bare += first ? 1 : 0;
      single += segments.size() == 3 ? 1 : 0;
      singleBare += segments.size() == 3 && first ? 1 : 0;
    }
    assertEquals(0.4, (double) bare / DOCUMENTS, 0.039);
    assertEquals(0.5, (double) single / DOCUMENTS, 5 * 0.0079);
    assertEquals(0.4, (double) singleBare / single, 5 * 0.011);
  }

  @Test
  void withoutDropoutBareStepsComeFirst() {
    for (List<TextSegment> segments : DRAWN) {
      boolean thought = false;
      for (TextSegment step : segments.subList(1, segments.size())) {
        assertFalse(thought && !step.counted());
        thought = step.counted();
      }
    }
  }

  @Test
  void dropoutHasItsShareOfSteps() {
    // Without prefixes every step is bare with probability 0.25. 4000 documents of mean 1.84 steps:
    // at least 6500 steps, standard error at most 0.0054; 5 of them = 0.027, false failure 6e-7.
    PretrainingOptions options =
        new PretrainingOptions(PretrainingOptions.DEFAULT.lengthWeights(), 0, 0.25);
    int steps = 0;
    int bare = 0;
    for (List<TextSegment> segments : segments(new PretrainingDocuments(5, options))) {
      List<TextSegment> shown = segments.subList(1, segments.size() - 1);
      steps += shown.size();
      bare += (int) shown.stream().filter(step -> !step.counted()).count();
    }
    assertTrue(steps > 6500, "steps " + steps);
    assertEquals(0.25, (double) bare / steps, 0.027);
  }

  @Test
  void lengthsFollowTheirWeights() {
    // 8 operations: weight 1 of 16. 4000 documents: 250 +- 15.3; 5 standard errors = 77.
    int[] seen = new int[9];
    for (List<TextSegment> segments : DRAWN) {
      seen[OrderProblem.parse(segments.get(0).text()).shown().size()]++;
    }
    assertEquals(250, seen[8], 77);
    assertEquals(1000, seen[1], 5 * 27.4);
  }

  @Test
  void optionsAreChecked() {
    PretrainingOptions good = PretrainingOptions.DEFAULT;
    assertEquals(0.2, good.withThinkDropout(0.2).thinkDropout());
    assertThrows(IllegalArgumentException.class, () -> good.withThinkDropout(1));
    assertThrows(
        IllegalArgumentException.class, () -> new PretrainingOptions(List.of(0, 0), 0.4, 0));
    assertThrows(IllegalArgumentException.class, () -> new PretrainingOptions(List.of(1), -0.1, 0));
  }

  private static List<List<TextSegment>> segments(PretrainingDocuments stream) {
    return LongStream.range(0, DOCUMENTS).mapToObj(i -> stream.document(i).segments()).toList();
  }
}
