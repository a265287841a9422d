package org.srl4j.eval.method.begin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.StepContext;
import org.srl4j.core.data.Turn;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.core.reward.Score;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.config.ConfigException;
import org.srl4j.eval.config.ConfigLoader;
import org.srl4j.eval.method.Lesson;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Methods;
import org.srl4j.eval.method.begin.Beginning.Shown;
import org.srl4j.eval.task.SolvedReward;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.SplitSizes;
import org.srl4j.eval.task.Task;
import org.srl4j.eval.task.order.OrderTask;
import org.srl4j.eval.task.repair.RepairTask;

class ExpertBeginningsTest {
  private static final int COLLECTIONS = 9;
  private static final List<Task> TASKS =
      List.of(
          new OrderTask(3, 4, new SplitSizes(4, 1, 1)),
          new RepairTask(3, 4, new SplitSizes(4, 1, 1)));

  private static ExpertBeginnings staged(Task task) {
    return ExpertBeginnings.of(
        task,
        task.stepLoop().protocol(),
        new Beginning(Shown.STAGED, 1),
        new ExpertBeginnings.Course(COLLECTIONS, 5));
  }

  private static List<RolloutPrompt> problems(Task task) {
    return task.problems(Split.TRAIN).stream().map(task::problemPrompt).toList();
  }

  private static Turn turn(String text) {
    return new Turn(
        new int[0], new Completion(new int[0], new float[0], text, FinishReason.STOP_STRING));
  }

  @Test
  void aBeginningAsksWhatSrlAsksAfterTheSameSteps() {
    Task task = TASKS.get(0);
    ExpertBeginnings begun = staged(task);
    for (ExpertTrajectory expert : task.trajectories(Split.TRAIN)) {
      int last = expert.steps().size() - 1;
      RolloutPrompt asked = begun.at(task.problemPrompt(expert.problem()), 0);
      StepContext context =
          new StepContext(
              expert.problem(),
              expert.steps().subList(0, last),
              expert.steps().get(last),
              Optional.empty());
      assertEquals(task.stepPrompt(context).text(), asked.text());
      assertEquals(expert.problem().id(), asked.id());
      assertEquals(expert.problem().answer(), asked.reference());
    }
  }

  @Test
  void promptsGetShorterAndEndAsThoseOfRlvr() {
    for (Task task : TASKS) {
      ExpertBeginnings begun = staged(task);
      for (RolloutPrompt whole : problems(task)) {
        int before = Integer.MAX_VALUE;
        for (int c = 0; c < COLLECTIONS; c++) {
          int length = begun.at(whole, c).text().length();
          assertTrue(length <= before, whole.id() + " in collection " + c);
          before = length;
        }
        assertSame(whole, begun.at(whole, COLLECTIONS - 1));
      }
    }
  }

  @Test
  void withoutStepsTurnsAndRewardsAreThoseOfTheProblem() {
    Task task = TASKS.get(0);
    ExpertBeginnings begun = staged(task);
    RolloutPrompt whole = problems(task).get(0);
    begun.at(whole, 0);
    RolloutPrompt asked = begun.at(whole, COLLECTIONS - 1);
    String step = task.trajectories(Split.TRAIN).get(0).steps().get(0).text() + "\n";
    TurnProtocol loop = task.stepLoop().protocol();
    assertEquals(
        loop.nextPrompt(whole.text(), List.of(step)),
        begun.protocol().nextPrompt(asked.text(), List.of(step)));
  }

  @Test
  void whoGoesOnAsTheExpertDidSolvesTheProblem() {
    for (Task task : TASKS) {
      ExpertBeginnings begun = staged(task);
      RolloutReward reward = begun.reward(new SolvedReward(task, task.problems(Split.TRAIN)));
      for (ExpertTrajectory expert : task.trajectories(Split.TRAIN)) {
        for (int c = 0; c < COLLECTIONS; c++) {
          int n = expert.steps().size();
          int shown = new Beginning(Shown.STAGED, 1).steps(n, c, COLLECTIONS, 0);
          RolloutPrompt asked = begun.at(task.problemPrompt(expert.problem()), c);
          List<Turn> turns = new ArrayList<>();
          List<String> texts = new ArrayList<>();
          for (int k = shown; k < n; k++) {
            assertTrue(begun.protocol().nextPrompt(asked.text(), texts).isPresent());
            texts.add(expert.steps().get(k).text() + "\n");
            turns.add(turn(texts.get(texts.size() - 1)));
          }
          Score score = reward.score(asked, new Rollout(turns, 0));
          assertEquals(1, score.value(), expert.problem().id() + " after " + shown + " steps");
          assertTrue(begun.protocol().nextPrompt(asked.text(), texts).isEmpty());
        }
      }
    }
  }

  @Test
  void theSameBeginningIsDrawnAgain() {
    Task task = TASKS.get(0);
    Beginning mixed = new Beginning(Shown.MIXED, 1);
    ExpertBeginnings.Course course = new ExpertBeginnings.Course(COLLECTIONS, 5);
    TurnProtocol loop = task.stepLoop().protocol();
    ExpertBeginnings first = ExpertBeginnings.of(task, loop, mixed, course);
    first.at(problems(task).get(1), 3);
    ExpertBeginnings second = ExpertBeginnings.of(task, loop, mixed, course);
    for (RolloutPrompt whole : problems(task)) {
      assertEquals(first.at(whole, 7), second.at(whole, 7));
    }
  }

  @Test
  void r3IsRlvrWithAnotherBeginning() {
    Methods methods = Methods.builtIn();
    Method r3 = methods.named("r3");
    Method rlvr =
        ConfigLoader.load(ComparisonConfig.class, List.of("methods.r3.begin.shown=nothing"))
            .methods()
            .named("r3");
    assertEquals(methods.named("rlvr").training(), rlvr.training());
    Task task = TASKS.get(0);
    Lesson lesson = new Lesson(task, 1);
    assertEquals(
        staged(task).at(problems(task).get(0), 0).text(),
        r3.trained().examples(lesson).get(0).text().get(0).text());
  }

  @Test
  void stepsCannotBeginInTheMiddle() {
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () ->
                ConfigLoader.load(
                    ComparisonConfig.class, List.of("methods.srl.begin.shown=staged")));
    assertTrue(refused.getMessage().contains("begin.shown: only whole attempts"));
  }
}
