package org.srl4j.eval.task.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.eval.task.Diagnostics;

class OrderDiagnosisTest {
  // Right order as declared: rev, rot, neg, add 4.
  // rev 51728 -> 82715; rot -> 27158; neg: d b c -a e = 5 7 1 8 8; add 4: b+4 c a d e = 1 1 5 8 8
  private static final OrderProblem PROBLEM =
      OrderProblem.parse("Q 51728 : add 4 : rev : neg : rot\n");
  private static final List<OrderStep> EXPERT =
      new OrderExpert(new HiddenConvention(List.of(DigitOperation.values())), 0).solve(PROBLEM);

  @Test
  void rightSolutionIsExecutedAndChosen() {
    assertEquals(
        new Diagnostics(1, 2, 0, 2, 2, 1),
        diagnose("1. so rev rot -> 27158\n", "2. neg add 4 -> 11588\n", "A 11588"));
  }

  @Test
  void onePassAndStepLoopAreJudgedAlike() {
    String whole =
        "<think> rev : 82715 rot : 27158 </think> 1. rev rot -> 27158\n"
            + "<think> x </think> 2. neg add 4 -> 11588\nA 11588";
    assertEquals(new Diagnostics(1, 2, 0, 2, 2, 1), diagnose(whole));
  }

  @Test
  void rightComputationOfOtherOperationsIsNotChosen() {
    // rot 51728 -> 17285, rev -> 58271: right for what it names, but not the expert's order.
    assertEquals(new Diagnostics(1, 1, 0, 1, 0, 0), diagnose("1. rot rev -> 58271\n"));
  }

  @Test
  void oneSlipCountsOnce() {
    // The first result is wrong (27159); the second is right from there: neg 27159 -> 5 7 1 8 9,
    // add 4 -> 1 1 5 8 9. The answer repeats it.
    assertEquals(
        new Diagnostics(1, 2, 0, 1, 2, 1),
        diagnose("1. rev rot -> 27159\n", "2. neg add 4 -> 11589\n", "A 11589"));
  }

  @Test
  void unparsableLineLeavesNoStateToGoOnFrom() {
    assertEquals(
        new Diagnostics(1, 2, 1, 0, 1, 0),
        diagnose("1. rev rot 27158\n", "2. neg add 4 -> 11588\n"));
    // rot rev would be right from the start state, but that is not the state before step 2.
    assertEquals(
        new Diagnostics(1, 2, 1, 0, 0, 0), diagnose("1. rev rot 27158\n", "2. rot rev -> 58271\n"));
  }

  @Test
  void answerThatIsNotTheLastStateIsNotFaithful() {
    assertEquals(new Diagnostics(1, 1, 0, 1, 1, 0), diagnose("1. rev rot -> 27158\n", "A 27159"));
    assertEquals(new Diagnostics(1, 0, 0, 0, 0, 0), diagnose("A 2715"));
  }

  @Test
  void stepsBeyondTheExpertsAreNotChosen() {
    assertEquals(
        new Diagnostics(1, 3, 0, 3, 2, 0),
        diagnose("1. rev rot -> 27158\n2. neg add 4 -> 11588\n3. rev -> 88511\n"));
  }

  @Test
  void unclosedThinkingShowsNoStep() {
    assertEquals(new Diagnostics(1, 0, 0, 0, 0, 0), diagnose("<think> rev : 82715\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rev -> 82715", "1. -> 82715", "1. so -> 82715", "1. rev -> 8271", "1. rev -> 82715 so",
        "1. hop -> 82715", "1. add -> 82715", "1. so so rev -> 82715", "->", "1."
      })
  void malformedActionsAreNotRead(String line) {
    assertEquals(Optional.empty(), OrderAction.parse(line));
  }

  @Test
  void lastAnswerLineCounts() {
    assertEquals(Optional.of("22222"), OrderDiagnosis.answer("A 11111\nA 22222\n"));
    assertEquals(Optional.empty(), OrderDiagnosis.answer("A 1111"));
    assertEquals(Optional.empty(), OrderDiagnosis.answer("<think> A 11111"));
    assertEquals(Optional.empty(), OrderDiagnosis.answer("1. rev -> 11111\n"));
  }

  @Test
  void countsAddUp() {
    Diagnostics sum = new Diagnostics(1, 4, 1, 3, 1, 1).plus(new Diagnostics(1, 4, 0, 3, 0, 0));
    assertEquals(new Diagnostics(2, 8, 1, 6, 1, 1), sum);
    assertEquals(0.75, sum.execution()); // 6 of 8
    assertEquals(0.125, sum.choice()); // 1 of 8
    assertEquals(0.5, sum.faithfulness());
    assertEquals(Double.NaN, Diagnostics.NONE.execution());
    assertThrows(IllegalArgumentException.class, () -> new Diagnostics(1, 1, 1, 1, 0, 0));
  }

  private static Diagnostics diagnose(String... turns) {
    return OrderDiagnosis.of(PROBLEM, EXPERT, List.of(turns));
  }
}
