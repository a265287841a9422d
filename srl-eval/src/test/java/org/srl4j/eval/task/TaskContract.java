package org.srl4j.eval.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.StepContext;
import org.srl4j.core.prepare.StepInstances;
import org.srl4j.core.prepare.StepOptions;
import org.srl4j.eval.metric.Verdict;

/** What every {@link Task} keeps; subclass it for a task of your own. */
public abstract class TaskContract {

  /** A task under test, made anew at every call. */
  protected abstract Task task();

  @Test
  void splitsShareNoProblem() {
    Set<String> seen = new HashSet<>();
    for (Split split : Split.values()) {
      for (Problem problem : task().problems(split)) {
        assertTrue(seen.add(problem.id()), problem.id() + " twice");
      }
    }
    assertFalse(task().problems(Split.TRAIN).isEmpty(), "nothing to learn from");
  }

  @Test
  void aTaskRepeatsItsTexts() {
    for (Split split : Split.values()) {
      assertEquals(task().problems(split), task().problems(split));
      assertEquals(task().trajectories(split), task().trajectories(split));
    }
    assertEquals(prompts(task()), prompts(task()));
    assertEquals(task().version(), task().version());
  }

  private static List<RolloutPrompt> prompts(Task task) {
    List<RolloutPrompt> prompts = new ArrayList<>();
    task.problems(Split.TRAIN).forEach(problem -> prompts.add(task.problemPrompt(problem)));
    contexts(task).forEach(context -> prompts.add(task.stepPrompt(context)));
    return prompts;
  }

  private static List<StepContext> contexts(Task task) {
    return task.trajectories(Split.TRAIN).stream()
        .flatMap(t -> StepInstances.of(t, StepOptions.defaults()).stream())
        .toList();
  }

  @Test
  void trajectoriesBelongToTheProblemsInTheirOrder() {
    for (Split split : Split.values()) {
      List<String> ids = task().problems(split).stream().map(Problem::id).toList();
      List<String> solved = task().trajectories(split).stream().map(t -> t.problem().id()).toList();
      assertEquals(ids.stream().filter(solved::contains).toList(), solved);
    }
  }

  @Test
  void theExpertsStepsLeadToTheRightAnswer() {
    Task task = task();
    for (Split split : Split.values()) {
      for (ExpertTrajectory expert : task.trajectories(split)) {
        List<String> turns = expert.steps().stream().map(step -> step.text() + "\n").toList();
        assertEquals(Verdict.SOLVED, task.verdict(expert.problem(), turns), expert.problem().id());
      }
    }
  }

  @Test
  void aStepPromptShowsTheStepsBeforeAndAsksForTheNext() {
    Task task = task();
    for (StepContext context : contexts(task)) {
      RolloutPrompt prompt = task.stepPrompt(context);
      String id = context.problem().id() + "/" + context.expertStep().number();
      assertEquals(id, prompt.id());
      assertEquals(context.expertStep().text(), prompt.reference());
      String first = task.problemPrompt(context.problem()).text();
      assertTrue(prompt.text().startsWith(first), id + ": the problem comes first");
    }
  }

  @Test
  void theReferenceOfAProblemIsItsAnswer() {
    Task task = task();
    for (Problem problem : task.problems(Split.TEST)) {
      assertEquals(problem.answer(), task.problemPrompt(problem).reference());
      assertEquals(problem.id(), task.problemPrompt(problem).id());
    }
  }

  @Test
  void thinkingAloneIsNoAnswer() {
    Problem problem = task().problems(Split.TEST).get(0);
    for (String text : List.of("", "\n", "<think>", "<think> 7", "</think>")) {
      assertEquals(Verdict.INVALID, task().verdict(problem, List.of(text)), text);
    }
  }

  @Test
  void everyExpertTextOfTheTaskCanBeShownAndNoOther() {
    Task task = task();
    for (ExpertTrajectory expert : task.trajectories(Split.TRAIN)) {
      for (ExpertText text : ExpertText.values()) {
        if (task.expertTexts().contains(text)) {
          Demonstration shown = task.demonstration(expert, text);
          assertTrue(
              shown.text().startsWith(task.problemPrompt(expert.problem()).text()), shown.id());
          assertFalse(shown.segments().get(0).counted(), "the prompt does not count");
        } else {
          assertThrows(IllegalArgumentException.class, () -> task.demonstration(expert, text));
        }
      }
    }
  }
}
