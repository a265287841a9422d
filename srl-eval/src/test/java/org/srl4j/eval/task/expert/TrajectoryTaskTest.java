package org.srl4j.eval.task.expert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.StepContext;
import org.srl4j.core.prepare.ProblemSplit;
import org.srl4j.core.prepare.PromptTemplate;
import org.srl4j.core.prepare.StepOptions;
import org.srl4j.core.reward.FormatGate;
import org.srl4j.core.rollout.TurnProtocol;
import org.srl4j.eval.ask.Asking;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.eval.grade.strict.StrictGrader;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.task.Demonstration;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.Split;
import org.srl4j.models.chat.ChatTemplate;

class TrajectoryTaskTest {
  private static final String CHAT =
      "{% for m in messages %}<{{ m.role }}>\n{{ m.content }}\n{% endfor %}"
          + "{% if add_generation_prompt %}<assistant>\n{% endif %}";
  private static final Answering ANSWERING = new Answering(new StrictGrader(), true);
  private static final ExpertTrajectory RAW =
      new ExpertTrajectory(
          new Problem("p", "Is 48 above 1,000.5?", "24"),
          List.of(
              new Step(1, Optional.of("Halve"), "\\[\n48/2 = 24\n\\]\nso half"),
              new Step(2, "done")),
          Optional.empty(),
          Optional.of("Hm, half.\n\nYes."));
  private static final ExpertTrajectory COMPLETED = ANSWERING.completed(RAW);

  private static TaskTexts texts(int context, Optional<Answering> answering) {
    return new TaskTexts(
        new Asking(PromptTemplate.defaults(), PromptForm.chat(ChatTemplate.of(CHAT, Map.of()))),
        answering,
        StepOptions.defaults(),
        List.of(),
        ExpertTasks.CHARACTERS,
        new TextLimits(90, 300, 4, context));
  }

  private static TrajectoryTask task(int context, Optional<Answering> answering) {
    return new TrajectoryTask(
        "own",
        "v1",
        new ProblemSplit<>(List.of(COMPLETED), List.of(), List.of()),
        Skill.imitating(List.of(COMPLETED)),
        texts(context, answering));
  }

  private final TrajectoryTask task = task(2000, Optional.of(ANSWERING));

  @Test
  void stepsKeepTheirLinesAndTheAnswerIsStatedAtTheEnd() {
    assertEquals(
        List.of("\\[\n48/2 = 24\n\\]\nso half", "done", "The final answer is \\boxed{24}."),
        COMPLETED.steps().stream().map(Step::text).toList());
    assertEquals(
        "1. **Halve**: \\[\n48/2 = 24\n\\]\nso half\n\ndone\n\nThe final answer is \\boxed{24}.",
        task.expertText(task.problems(Split.TRAIN).get(0)));
  }

  @Test
  void anAnswerThatIsStatedIsNotStatedAgain() {
    ExpertTrajectory stated =
        new ExpertTrajectory(RAW.problem(), List.of(new Step(1, "so \\boxed{24}")));
    assertEquals(stated, ANSWERING.completed(stated));
    assertEquals(RAW, new Answering(new StrictGrader(), false).completed(RAW));
  }

  @Test
  void aStepIsAskedForThroughTheChatTemplate() {
    List<StepContext> contexts = task.steps(Split.TRAIN);
    assertEquals(2, contexts.size()); // the stated answer is no target
    RolloutPrompt prompt = task.stepPrompt(contexts.get(1));
    assertEquals(
        "<system>\n"
            + PromptTemplate.defaults().step().system()
            + "\n<user>\nProblem: Is 48 above 1,000.5?\n\nStep 1: \\[\n48/2 = 24\n\\]\nso half\n"
            + "<assistant>\n",
        prompt.text());
    assertEquals("done", prompt.reference());
    assertEquals("p/2", prompt.id());
  }

  @Test
  void theStepLoopAsksAsTrainingDoes() {
    TurnProtocol loop = task.stepLoop().protocol();
    String first = task.problemPrompt(RAW.problem()).text();
    assertEquals(
        Optional.of(task.stepPrompt(task.steps(Split.TRAIN).get(0)).text()),
        loop.nextPrompt(first, List.of()));
    assertEquals(
        Optional.of(task.stepPrompt(task.steps(Split.TRAIN).get(1)).text()),
        loop.nextPrompt(first, List.of("<think>a\n\nb</think>\n\\[\n48/2 = 24\n\\]\nso half")));
    assertEquals(
        Optional.empty(), loop.nextPrompt(first, List.of("<think> a </think> \\boxed{2}")));
    assertEquals(Optional.empty(), loop.nextPrompt(first, List.of("<think> only thought")));
    assertEquals(
        Optional.empty(), loop.nextPrompt(first, List.of("a", "b", "c", "d")), "4 turns at most");
    assertThrows(IllegalArgumentException.class, () -> loop.nextPrompt("another", List.of()));
  }

  @Test
  void theVerdictIsTheGraders() {
    Problem problem = RAW.problem();
    assertEquals(Verdict.SOLVED, task.verdict(problem, List.of("x", "so \\boxed{\\frac{48}{2}}")));
    assertEquals(Verdict.UNSOLVED, task.verdict(problem, List.of("so \\boxed{25}")));
    assertEquals(Verdict.INVALID, task.verdict(problem, List.of("<think> \\boxed{24}")));
  }

  @Test
  void aThoughtThatTheTemplateOpensIsNoAnswerWhileItLasts() {
    TaskTexts texts = texts(2000, Optional.of(ANSWERING));
    PromptForm opening =
        PromptForm.chat(
            ChatTemplate.of(CHAT.replace("<assistant>\n", "<assistant>\n<think>\n"), Map.of()));
    TrajectoryTask reasoner =
        new TrajectoryTask(
            "own",
            "v1",
            new ProblemSplit<>(List.of(COMPLETED), List.of(), List.of()),
            Skill.NONE,
            new TaskTexts(
                new Asking(PromptTemplate.defaults(), opening),
                texts.answering(),
                texts.instances(),
                List.of(),
                texts.tokenizer(),
                texts.limits()));
    Problem problem = RAW.problem();
    assertEquals(Verdict.INVALID, reasoner.verdict(problem, List.of("maybe \\boxed{24}")));
    assertEquals(
        Verdict.SOLVED, reasoner.verdict(problem, List.of("hm\n\n</think>\nso \\boxed{24}")));
  }

  @Test
  void outlineAndReasoningCanBeImitated() {
    Demonstration outline = task.demonstration(COMPLETED, ExpertText.OUTLINE);
    assertEquals(task.problemPrompt(RAW.problem()).text(), outline.segments().get(0).text());
    assertFalse(outline.segments().get(0).counted());
    Demonstration full = task.demonstration(COMPLETED, ExpertText.FULL);
    String answer = full.segments().get(1).text();
    assertTrue(answer.startsWith("<think>\nHm, half.\n\nYes.\n</think>\n\n1. **Halve**"), answer);
    assertTrue(new FormatGate().parse(answer).isOk());
    assertThrows(
        IllegalArgumentException.class,
        () -> task.demonstration(COMPLETED, ExpertText.STUDENT_FRIENDLY));
  }

  @Test
  void baseDocumentsThinkTheQuestionsNumbersInTheRequiredFormat() {
    int steps = 0;
    for (int i = 0; i < 300; i++) {
      Demonstration document = task.pretraining(3).orElseThrow().document(i);
      assertEquals(document, task.pretraining(3).orElseThrow().document(i));
      String answer = document.segments().get(1).text();
      assertTrue(answer.startsWith("<think> 48 1,000.5 </think> "), answer);
      assertTrue(new FormatGate().parse(answer).isOk());
      steps += document.id().contains("/") ? 1 : 0;
    }
    assertTrue(steps > 110 && steps < 190, "half are steps, got " + steps);
  }

  @Test
  void whatHasNoRoomIsLeftOutAndNothingAtAllIsAnError() {
    int room = task.stepPrompt(task.steps(Split.TRAIN).get(0)).text().length() + 90;
    assertEquals(1, task(room, Optional.of(ANSWERING)).steps(Split.TRAIN).size());
    Exception none =
        assertThrows(
            IllegalArgumentException.class,
            () -> task(room - 1, Optional.of(ANSWERING)).steps(Split.TRAIN));
    assertTrue(none.getMessage().contains("raise limits.context"), none.getMessage());
  }

  @Test
  void attemptsWithoutAnswersAskNoWholeProblems() {
    TrajectoryTask attempts = task(2000, Optional.empty());
    assertEquals(List.of(), attempts.problems(Split.TRAIN));
    assertEquals(2, attempts.steps(Split.TRAIN).size());
  }
}
