package org.srl4j.eval.task.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderProblemTest {

  @Test
  void promptShowsStartAndInstructions() {
    OrderProblem problem = problem("Q 00728 : rev : add 5\n");
    assertEquals(728, problem.start());
    assertEquals("Q 00728 : rev : add 5\n", problem.prompt());
  }

  @Test
  void drawnProblemsSurviveTheirPrompt() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      OrderProblem drawn = OrderProblem.draw(1 + i % 12, random);
      assertEquals(drawn, problem(drawn.prompt()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Q 5172 : rev\n", "5172 : rev\n", "Q 51728 : rev rot\n", "Q 51728 : hop\n", "Q"})
  void malformedPromptsAreRefused(String prompt) {
    assertThrows(IllegalArgumentException.class, () -> problem(prompt));
  }

  @Test
  void repeatedOperationIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> problem("Q 51728 : add 3 : add 4\n"));
  }

  @Test
  void shownOrderDoesNotChangeTheKey() {
    assertEquals(problem("Q 00001 : rev : rot").key(), problem("Q 00001 : rot : rev").key());
    assertNotEquals(problem("Q 00001 : rev : rot").key(), problem("Q 00002 : rev : rot").key());
  }

  @Test
  void chainAppliesTwoInstructionsAStep() {
    // rev 51728 -> 82715; add 4: b+4 c a d e = 6 7 8 1 5; rot: 7 8 1 5 6
    List<OrderStep> steps = OrderStep.chain(51728, problem("Q 00000 : rev : add 4 : rot").shown());
    assertEquals(2, steps.size());
    assertEquals("1. rev add 4 -> 67815", steps.get(0).action());
    assertEquals("1. so rev add 4 -> 67815", steps.get(0).action("so"));
    assertEquals("<think> rev : 82715 add 4 : 67815 </think>", steps.get(0).think());
    assertEquals("2. rot -> 78156", steps.get(1).action());
    assertEquals("<think> rot : 78156 </think>", steps.get(1).think());
  }

  @Test
  void conventionSortsByItsOrder() {
    List<DigitOperation> reversed = new ArrayList<>(List.of(DigitOperation.values()));
    Collections.reverse(reversed);
    HiddenConvention convention = new HiddenConvention(reversed);
    assertEquals(
        problem("Q 00000 : add 3 : rot : rev").shown(),
        convention.sort(problem("Q 00000 : rev : add 3 : rot").shown()));
  }

  @Test
  void conventionOfASeedIsFixed() {
    assertEquals(HiddenConvention.ofSeed(3), HiddenConvention.ofSeed(3));
    assertNotEquals(HiddenConvention.ofSeed(3), HiddenConvention.ofSeed(4));
    assertEquals(DigitOperation.TURN, HiddenConvention.ofSeed(0).order().get(0));
  }

  @Test
  void incompleteConventionIsRefused() {
    List<DigitOperation> twice = new ArrayList<>(List.of(DigitOperation.values()));
    twice.set(0, DigitOperation.ROTATE);
    assertThrows(IllegalArgumentException.class, () -> new HiddenConvention(twice));
    assertThrows(IllegalArgumentException.class, () -> new HiddenConvention(List.of()));
  }

  @Test
  void drawIsUniformOverOperations() {
    // 12,000 problems of one operation: 1000 +- 30 each; 5 standard errors = 151, chance of a false
    // failure with another seed < 12 * 6e-7 = 7e-6.
    Random random = new Random(2);
    int[] seen = new int[12];
    for (int i = 0; i < 12_000; i++) {
      seen[OrderProblem.draw(1, random).shown().get(0).operation().ordinal()]++;
    }
    for (int count : seen) {
      assertTrue(Math.abs(count - 1000) < 151, "count " + count);
    }
  }

  static OrderProblem problem(String prompt) {
    return OrderProblem.parse(prompt);
  }
}
