package org.srl4j.eval.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.StepContext;
import org.srl4j.core.prepare.ProblemSplit;
import org.srl4j.core.prepare.StepInstances;
import org.srl4j.core.prepare.StepOptions;
import org.srl4j.core.reward.FormatGate;

class TrajectoryTaskTest {
  private static final ExpertTrajectory RAW =
      new ExpertTrajectory(
          new Problem("p", " Has 48 and 1,000.5?\n", "1,000"),
          List.of(new Step(1, "48/2 = 24\n so half"), new Step(2, "done")));

  private final ExpertTrajectory rendered = TrajectoryTask.rendered(RAW);
  private final TrajectoryTask task =
      new TrajectoryTask(
          "own",
          "v1",
          new ProblemSplit<>(List.of(rendered), List.of(), List.of()),
          List.of(rendered),
          new TrajectoryTask.Limits(9, 30, 4));

  @Test
  void everyStepIsOneLineAndTheAnswerIsTheLast() {
    assertEquals("Question: Has 48 and 1,000.5?\n", rendered.problem().prompt());
    assertEquals(
        List.of("48/2 = 24 so half", "done", "#### 1,000"),
        rendered.steps().stream().map(Step::text).toList());
    assertEquals(
        "48/2 = 24 so half\ndone\n#### 1,000", task.expertText(task.problems(Split.TRAIN).get(0)));
  }

  @Test
  void anAnswerLineOfTheExpertIsNotDoubledAndAnEarlyOneIsTold() {
    ExpertTrajectory has = raw("half", "#### 1,000 ");
    assertTrue(TrajectoryTask.endsWithAnswer(has));
    assertEquals(
        List.of("half", "#### 1,000"),
        TrajectoryTask.rendered(has).steps().stream().map(Step::text).toList());
    assertFalse(TrajectoryTask.endsEarly(has));
    assertFalse(TrajectoryTask.endsEarly(RAW));
    assertTrue(TrajectoryTask.endsEarly(raw("#### A heading", "half")));
    assertTrue(TrajectoryTask.endsEarly(raw("half", "#### 999")), "another answer than the gold");
  }

  private static ExpertTrajectory raw(String first, String second) {
    return new ExpertTrajectory(RAW.problem(), List.of(new Step(1, first), new Step(2, second)));
  }

  @Test
  void stepPromptHasTheExpertsStepsBefore() {
    List<StepContext> contexts = StepInstances.of(rendered, StepOptions.defaults());
    assertEquals(2, contexts.size()); // the answer line is no target
    RolloutPrompt prompt = task.stepPrompt(contexts.get(1));
    assertEquals("Question: Has 48 and 1,000.5?\n48/2 = 24 so half\n", prompt.text());
    assertEquals("done", prompt.reference());
    assertEquals("p/2", prompt.id());
  }

  @Test
  void answerIsReadAfterTheMarkerAndComparedByValue() {
    Problem problem = rendered.problem();
    assertEquals(
        Optional.of("1000"),
        task.extractAnswer(problem, List.of("#### 3\n", "<think> x </think> #### 1000\n")));
    assertEquals(Optional.empty(), task.extractAnswer(problem, List.of("<think> #### 1000")));
    assertTrue(task.isRight(problem, "1000.0"));
    assertFalse(task.isRight(problem, "999"));
  }

  @Test
  void decodingsEndWhereTheyShould() {
    assertEquals(List.of("\n"), task.singleStep().stopStrings());
    assertEquals(9, task.stepLoop().maxNewTokens());
    assertEquals(30, task.onePass().maxNewTokens());
    assertEquals(
        Optional.empty(),
        task.stepLoop().protocol().nextPrompt("Q\n", List.of("<think> a </think> #### 3\n")));
    assertEquals(
        Optional.of("Q\nhalf\n"),
        task.stepLoop().protocol().nextPrompt("Q\n", List.of("<think> a </think> half\n")));
  }

  @Test
  void onlyTheOutlineCanBeShown() {
    assertEquals(
        "Question: Has 48 and 1,000.5?\n48/2 = 24 so half\ndone\n#### 1,000\n",
        task.demonstration(rendered, ExpertText.OUTLINE).text());
    assertThrows(
        IllegalArgumentException.class, () -> task.demonstration(rendered, ExpertText.FULL));
  }

  @Test
  void baseDocumentsThinkTheQuestionsNumbersInTheRequiredFormat() {
    String text = TrajectoryTask.longestText(rendered).segments().get(1).text();
    assertEquals("<think> 48 1,000.5 </think> 48/2 = 24 so half\n", text);
    assertTrue(new FormatGate().parse(text).isOk());
  }

  @Test
  void someBaseDocumentsBeginWithStepsWithoutThinkingThatDoNotCount() {
    DocumentSource documents = task.pretraining(3).orElseThrow();
    int bare = 0;
    for (int i = 0; i < 300; i++) {
      Demonstration document = documents.document(i);
      assertEquals(document, documents.document(i));
      TextSegment first = document.segments().get(1);
      assertEquals(first.text().startsWith("<think>"), first.counted());
      bare += first.counted() ? 0 : 1;
    }
    // half have a prefix, of 0, 1 or 2 steps alike: 300 * 1/2 * 2/3 = 100
    assertTrue(bare > 70 && bare < 130, "bare " + bare);
    assertThrows(IllegalArgumentException.class, () -> documents.document(-1));
  }

  @Test
  void problemsWithoutAnswerOrLimitsBelowOneAreRefused() {
    ExpertTrajectory blank = new ExpertTrajectory(new Problem("x", "q", ""), RAW.steps());
    assertThrows(IllegalArgumentException.class, () -> TrajectoryTask.rendered(blank));
    assertThrows(IllegalArgumentException.class, () -> new TrajectoryTask.Limits(0, 1, 1));
  }
}
