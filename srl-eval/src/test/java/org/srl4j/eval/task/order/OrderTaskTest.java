package org.srl4j.eval.task.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.StepContext;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.Diagnostics;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.SplitSizes;
import org.srl4j.eval.task.StepLoop;

class OrderTaskTest {
  private static final OrderTask TASK = new OrderTask(0, 0, OrderTask.DEFAULT_SIZES);

  @Test
  void splitsHaveTheirSizesAndAreDisjoint() {
    Set<String> keys = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (Split split : Split.values()) {
      List<Problem> problems = TASK.problems(split);
      assertEquals(OrderTask.DEFAULT_SIZES.of(split), problems.size());
      for (Problem problem : problems) {
        assertTrue(keys.add(OrderProblem.parse(problem.prompt()).key()));
        assertTrue(ids.add(problem.id()));
      }
    }
    assertEquals(240, keys.size());
  }

  @Test
  void sameSeedsGiveTheSameTask() {
    OrderTask again = new OrderTask(0, 0, OrderTask.DEFAULT_SIZES);
    for (Split split : Split.values()) {
      assertEquals(TASK.problems(split), again.problems(split));
      assertEquals(TASK.trajectories(split), again.trajectories(split));
    }
    assertNotEquals(prompts(TASK), prompts(new OrderTask(1, 0, OrderTask.DEFAULT_SIZES)));
  }

  @Test
  void conventionChangesAnswersButNoPrompt() {
    OrderTask other = new OrderTask(0, 1, OrderTask.DEFAULT_SIZES);
    assertEquals(prompts(TASK), prompts(other));
    List<String> answers = TASK.problems(Split.TRAIN).stream().map(Problem::answer).toList();
    assertNotEquals(answers, other.problems(Split.TRAIN).stream().map(Problem::answer).toList());
  }

  @Test
  void moreTrainingProblemsLeaveTheOthersAsTheyAre() {
    OrderTask large = new OrderTask(0, 0, new SplitSizes(300, 40, 100));
    assertEquals(TASK.problems(Split.TEST), large.problems(Split.TEST));
    assertEquals(TASK.problems(Split.TRAIN), large.problems(Split.TRAIN).subList(0, 100));
  }

  @Test
  void answerIsWhatTheConventionalOrderGives() {
    for (Problem problem : TASK.problems(Split.TEST)) {
      OrderProblem order = OrderProblem.parse(problem.prompt());
      int state = order.start();
      for (DigitOperation operation : TASK.convention().order()) {
        for (Instruction instruction : order.shown()) {
          state = instruction.operation() == operation ? instruction.apply(state) : state;
        }
      }
      assertEquals(DigitState.text(state), problem.answer());
    }
  }

  @Test
  void trajectoryHasFourStepsAndTheAnswer() {
    for (ExpertTrajectory trajectory : TASK.trajectories(Split.TRAIN)) {
      List<String> texts = trajectory.steps().stream().map(Step::text).toList();
      assertEquals(5, texts.size());
      assertEquals("A " + trajectory.problem().answer(), texts.get(4));
      for (String text : texts.subList(0, 4)) {
        assertTrue(OrderVocabulary.FILLERS.contains(text.split(" ")[1]), text);
      }
      assertEquals(
          new Diagnostics(1, 4, 0, 4, 4, 1),
          TASK.diagnose(trajectory.problem(), List.of(String.join("\n", texts))));
    }
  }

  @Test
  void stepPromptHasTheFormOfTheStepLoop() {
    ExpertTrajectory trajectory = TASK.trajectories(Split.TRAIN).get(0);
    Problem problem = trajectory.problem();
    List<Step> steps = trajectory.steps();
    RolloutPrompt prompt =
        TASK.stepPrompt(
            new StepContext(problem, steps.subList(0, 2), steps.get(2), Optional.empty()));
    List<String> turns = new ArrayList<>();
    steps.subList(0, 2).forEach(step -> turns.add("<think> x </think> " + step.text() + "\n"));
    assertEquals(
        TASK.stepLoop().protocol().nextPrompt(problem.prompt(), turns), Optional.of(prompt.text()));
    assertEquals(problem.id() + "/3", prompt.id());
    assertEquals(steps.get(2).text(), prompt.reference());
  }

  @Test
  void hintIsRefusedBecauseStepsHaveNoTitles() {
    ExpertTrajectory trajectory = TASK.trajectories(Split.TRAIN).get(0);
    StepContext context =
        new StepContext(
            trajectory.problem(), List.of(), trajectory.steps().get(0), Optional.of("hint"));
    assertThrows(IllegalArgumentException.class, () -> TASK.stepPrompt(context));
  }

  @Test
  void problemPromptRefersToTheAnswer() {
    Problem problem = TASK.problems(Split.TRAIN).get(0);
    assertEquals(
        new RolloutPrompt(problem.id(), problem.prompt(), problem.answer()),
        TASK.problemPrompt(problem));
    assertEquals(
        Verdict.of(Optional.of("01234"), problem.answer()),
        TASK.verdict(problem, List.of("1. comp -> 1\n", "A 01234")));
  }

  @Test
  void expertTextsDifferInTheirThinkingOnly() {
    ExpertTrajectory trajectory = TASK.trajectories(Split.TRAIN).get(0);
    Demonstration outline = TASK.demonstration(trajectory, ExpertText.OUTLINE);
    assertFalse(outline.text().contains("<think>"));
    for (ExpertText text : TASK.expertTexts()) {
      Demonstration demonstration = TASK.demonstration(trajectory, text);
      assertEquals(outline.text(), StepLoop.visible(demonstration.text()));
      assertEquals(demonstration, TASK.demonstration(trajectory, text));
      assertEquals(6, demonstration.segments().size());
      assertFalse(demonstration.segments().get(0).counted());
    }
  }

  @Test
  void studentFriendlyThinkingHoldsTheIntermediateState() {
    ExpertTrajectory trajectory = TASK.trajectories(Split.TRAIN).get(0);
    OrderProblem order = OrderProblem.parse(trajectory.problem().prompt());
    Instruction first = TASK.convention().sort(order.shown()).get(0);
    String expected =
        "<think> " + first.text() + " : " + DigitState.text(first.apply(order.start())) + " ";
    Demonstration friendly = TASK.demonstration(trajectory, ExpertText.STUDENT_FRIENDLY);
    assertTrue(friendly.segments().get(1).text().startsWith(expected));
  }

  @Test
  void easyProblemsHaveOneOrTwoOperations() {
    List<Problem> easy = TASK.easyProblems(10);
    assertEquals(10, easy.size());
    for (int i = 0; i < 10; i++) {
      assertEquals(1 + i % 2, OrderProblem.parse(easy.get(i).prompt()).shown().size());
    }
  }

  @Test
  void decodingsStopWhereTheyShould() {
    assertEquals(List.of("\n"), TASK.singleStep().greedy().stopStrings());
    assertEquals(List.of("\n"), TASK.stepLoop().sampled(1).stopStrings());
    assertEquals(List.of(), TASK.onePass().greedy().stopStrings());
  }

  private static List<String> prompts(OrderTask task) {
    return task.problems(Split.TRAIN).stream().map(Problem::prompt).toList();
  }
}
