package org.srl4j.eval.task.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.StepContext;
import org.srl4j.core.prepare.StepInstances;
import org.srl4j.core.prepare.StepOptions;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.Diagnostics;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.SplitSizes;
import org.srl4j.eval.task.TextSegment;
import org.srl4j.models.tokenizer.WordTokenizer;

class RepairTaskTest {
  private static final RepairTask TASK = new RepairTask(5, 6, new SplitSizes(8, 3, 4));
  private static final Problem PROBLEM = TASK.problems(Split.TEST).get(0);

  private static List<String> expert(Problem problem) {
    return TASK.expertText(problem).lines().map(line -> line + "\n").toList();
  }

  private static boolean isSolved(Problem problem, List<String> turns) {
    return TASK.verdict(problem, turns) == Verdict.SOLVED;
  }

  @Test
  void expertResolvesEveryProblem() {
    for (Split split : Split.values()) {
      for (Problem problem : TASK.problems(split)) {
        assertTrue(isSolved(problem, expert(problem)));
      }
    }
  }

  @Test
  void anEmptyPatchResolvesNothing() {
    for (Problem problem : TASK.problems(Split.TEST)) {
      assertFalse(isSolved(problem, List.of("submit\n")));
    }
  }

  @Test
  void oneWrongConstantLeavesTheIssueUnresolved() {
    List<String> turns = new ArrayList<>(expert(PROBLEM));
    String edit = turns.get(1);
    int digit = edit.charAt(edit.length() - 2) - '0';
    turns.set(1, edit.substring(0, edit.length() - 2) + (digit + 1) % 10 + "\n");
    assertFalse(isSolved(PROBLEM, turns));
  }

  @Test
  void withoutSubmissionThereIsNoAnswer() {
    List<String> turns = expert(PROBLEM);
    List<String> unsubmitted = turns.subList(0, turns.size() - 1);
    assertEquals(Verdict.INVALID, TASK.verdict(PROBLEM, unsubmitted));
    List<String> malformed = new ArrayList<>(turns);
    malformed.set(2, "please open total\n");
    assertEquals(Verdict.INVALID, TASK.verdict(PROBLEM, malformed));
  }

  @Test
  void loopGivesThePromptsOfStepInstances() {
    ExpertTrajectory trajectory = TASK.trajectories(Split.TRAIN).get(0);
    TurnProtocol loop = TASK.stepLoop().protocol();
    String first = trajectory.problem().prompt();
    List<String> turns = new ArrayList<>();
    for (StepContext context : StepInstances.of(trajectory, StepOptions.defaults())) {
      assertEquals(Optional.of(TASK.stepPrompt(context).text()), loop.nextPrompt(first, turns));
      turns.add("<think> all </think> " + context.expertStep().text() + "\n");
    }
    assertEquals(13, turns.size()); // six times open and edit, then test; submit is no target
    Optional<String> last = loop.nextPrompt(first, turns);
    assertTrue(last.orElseThrow().endsWith("test\npass\n"));
    turns.add("submit\n");
    assertEquals(Optional.empty(), loop.nextPrompt(first, turns));
  }

  @Test
  void filesAreShownOnceOpenedOrToTheOracleBeforeEachEdit() {
    Step open = TASK.trajectories(Split.TEST).get(0).steps().get(0);
    String shown = open.observation().orElseThrow() + "\n";
    TurnProtocol loop = TASK.stepLoop().protocol();
    String issue = PROBLEM.prompt();
    assertEquals(Optional.of(issue), loop.nextPrompt(issue, List.of()));
    assertEquals(
        Optional.of(issue + open.text() + "\n" + shown),
        loop.nextPrompt(issue, List.of(open.text() + "\n")));
    String given = TASK.onePass().protocol().nextPrompt(issue, List.of()).orElseThrow();
    assertEquals(issue + shown, given);
    Step edit = TASK.trajectories(Split.TEST).get(0).steps().get(1);
    Step next = TASK.trajectories(Split.TEST).get(0).steps().get(2);
    assertEquals(
        Optional.of(given + edit.text() + "\n" + next.observation().orElseThrow() + "\n"),
        TASK.onePass().protocol().nextPrompt(issue, List.of(edit.text() + "\n")));
  }

  @Test
  void unknownFilesAreAnsweredAndMalformedCommandsEndTheRollout() {
    TurnProtocol loop = TASK.stepLoop().protocol();
    String issue = PROBLEM.prompt();
    assertEquals(
        Optional.of(issue + "open fee\nnone\n"), loop.nextPrompt(issue, List.of("open fee\n")));
    assertEquals(Optional.empty(), loop.nextPrompt(issue, List.of("open\n")));
    assertThrows(
        IllegalArgumentException.class,
        () -> loop.nextPrompt("fix total 1 -> 2\n", List.of("open total\n")));
  }

  @Test
  void diagnosisTellsExecutionFromChoice() {
    List<String> turns = new ArrayList<>(expert(PROBLEM));
    Diagnostics right = TASK.diagnose(PROBLEM, turns);
    assertEquals(new Diagnostics(1, 6, 0, 6, 6, 1), right);
    String edit = turns.get(1).strip();
    int digit = edit.charAt(edit.length() - 1) - '0';
    turns.set(1, edit.substring(0, edit.length() - 1) + (digit + 1) % 10 + "\n");
    turns.set(3, "edit nothing\n");
    Diagnostics wrong = TASK.diagnose(PROBLEM, turns);
    assertEquals(6, wrong.steps());
    assertEquals(1, wrong.unparsable());
    assertEquals(4, wrong.executed());
    assertEquals(5, wrong.chosen());
    assertEquals(0, wrong.faithfulAnswers());
  }

  @Test
  void documentsFitTheContextAndEveryChosenEditPasses() {
    WordTokenizer tokenizer = new WordTokenizer(RepairVocabulary.tokens());
    RepairDocuments documents = new RepairDocuments(9);
    for (int i = 0; i < 2000; i++) {
      Demonstration document = documents.document(i);
      assertTrue(tokenizer.encode(document.text()).length < RepairTask.CONTEXT_LENGTH);
      assertFalse(document.text().contains("fail"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void demonstrationsFitTheContext(ExpertText text) {
    WordTokenizer tokenizer = new WordTokenizer(RepairVocabulary.tokens());
    for (ExpertTrajectory trajectory : TASK.trajectories(Split.TRAIN)) {
      String all = TASK.demonstration(trajectory, text).text();
      assertTrue(tokenizer.encode(all).length < RepairTask.CONTEXT_LENGTH);
    }
  }

  @Test
  void documentsHoldNothingOfTheConvention() {
    // A uniformly random choice agrees with any convention in a quarter of the edits.
    RepairConvention convention = RepairConvention.ofSeed(6);
    int chosen = 0;
    int count = 4000;
    for (int i = 0; i < count; i++) {
      String first = new RepairDocuments(1).document(i).text();
      String edit = first.lines().filter(l -> l.contains("edit ")).findFirst().orElseThrow();
      String[] words = edit.substring(edit.indexOf("edit ")).split(" ");
      String file =
          first.lines().filter(l -> l.matches(words[1] + "( [a-z]+ [0-9]){4}")).findFirst().get();
      chosen += isNamed(convention, file, words[2]) ? 1 : 0;
    }
    double sigma = Math.sqrt(0.25 * 0.75 / count);
    assertEquals(0.25, chosen / (double) count, 4 * sigma);
  }

  private static boolean isNamed(RepairConvention convention, String file, String rule) {
    String[] words = file.split(" ");
    int rank = convention.order().indexOf(rule);
    for (int i = 1; i < words.length; i += 2) {
      if (convention.order().indexOf(words[i]) < rank) {
        return false;
      }
    }
    return true;
  }

  @Test
  void demonstrationsCountActionsAndNoAnswersOfTheProject() {
    ExpertTrajectory trajectory = TASK.trajectories(Split.TRAIN).get(0);
    Demonstration outline = TASK.demonstration(trajectory, ExpertText.OUTLINE);
    assertEquals(
        14, outline.segments().stream().filter(TextSegment::counted).count()); // all commands
    assertEquals(
        8, outline.segments().stream().filter(s -> !s.counted()).count()); // issue, 6 files, pass
    Demonstration friendly = TASK.demonstration(trajectory, ExpertText.STUDENT_FRIENDLY);
    assertTrue(friendly.text().contains("</think> edit "));
  }

  @Test
  void sameSeedsGiveTheSameTask() {
    RepairTask again = new RepairTask(5, 6, new SplitSizes(8, 3, 4));
    assertEquals(TASK.trajectories(Split.TRAIN), again.trajectories(Split.TRAIN));
    RepairTask other = new RepairTask(5, 7, new SplitSizes(8, 3, 4));
    assertFalse(TASK.trajectories(Split.TRAIN).equals(other.trajectories(Split.TRAIN)));
  }
}
