package org.srl4j.eval.method.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.answer.Boxes;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Step;
import org.srl4j.core.testing.FakeLearner;
import org.srl4j.core.testing.ScriptedPolicy;
import org.srl4j.core.train.ExperienceBatch;
import org.srl4j.core.train.ExperienceSource;
import org.srl4j.core.train.ScoredGroup;
import org.srl4j.core.train.Trainer;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.method.Lesson;
import org.srl4j.eval.method.Limits;
import org.srl4j.eval.method.Reinforcement;
import org.srl4j.eval.method.Rewarded;
import org.srl4j.eval.solve.Graders;
import org.srl4j.eval.task.expert.ExpertTasks;
import org.srl4j.eval.task.expert.TextLimits;

class GraderRewardTest {
  private static final int MAX_LENGTH = 2000;
  private static final Limits LIMITS = new Limits(0, 0, 256, false);

  /** Solutions as instruction-tuned models write them; right, wrong, and without an answer. */
  private static final List<String> COMPLETIONS =
      List.of(
          "Natalia sold 48/2 = 24 clips in May. Altogether that is 48 + 24 = 72. #### %s",
          "Half of 48 is 24, and 48 - 24 = 24. #### 24000", "Let me think about it.");

  private static ExpertTrajectory trajectory(String id, String gold) {
    return new ExpertTrajectory(
        new Problem(id, "How many clips? (" + id + ")", gold),
        List.of(new Step(1, "48/2 = 24"), new Step(2, "48 + 24 = 72")));
  }

  private static Lesson lesson(List<String> golds) {
    List<ExpertTrajectory> all =
        IntStream.range(0, golds.size()).mapToObj(i -> trajectory("p" + i, golds.get(i))).toList();
    return new Lesson(ExpertTasks.of(all, new BoxesOnly(), new TextLimits(400, 400, 1, 2000)), 0);
  }

  private static Reinforcement rlvr(String grader) {
    return Reinforcement.of(Rewarded.ANSWERS).withReward(new GraderReward(grader));
  }

  /** One of the completions by the rollout's seed, with the gold answer in the first. */
  private static ScriptedPolicy policy(String gold) {
    return new ScriptedPolicy(
        MAX_LENGTH,
        (prompt, seed) -> COMPLETIONS.get(Math.floorMod(seed, COMPLETIONS.size())).formatted(gold));
  }

  private static List<RolloutPrompt> prompts(List<String> golds) {
    return IntStream.range(0, golds.size())
        .mapToObj(i -> new RolloutPrompt("p" + i, "?", golds.get(i)))
        .toList();
  }

  /** The last column: what each says of a text without any answer. */
  @ParameterizedTest
  @CsvSource({
    "strict,      Altogether she sold \\boxed{72} clips.,      Altogether \\boxed{24}.,   wrong",
    "qwen,        Altogether she sold \\boxed{72} clips.,      Altogether \\boxed{24}.,   unparsable",
    "hendrycks,   Altogether she sold \\boxed{72} clips.,      Altogether \\boxed{24}.,   unparsable",
    "prm800k,     Altogether she sold \\boxed{72} clips.,      Altogether \\boxed{24}.,   unparsable",
    "verl-math,   Altogether she sold \\boxed{72} clips.,      Altogether \\boxed{24}.,   unparsable",
    "verl-gsm8k,  Altogether she sold 72 clips. #### 72,       Half is 24. #### 24,       unparsable",
    "verl-gsm8k-flexible, Altogether she sold 72 clips.,       Half of it is 24.,         wrong",
    "verl-dapo,   Altogether 48 + 24. Answer: 72,              Half of it. Answer: 24,    unparsable"
  })
  void trainsWithEveryGraderByName(String grader, String right, String wrong, String silent) {
    ScriptedPolicy policy =
        new ScriptedPolicy(
            MAX_LENGTH,
            (prompt, seed) -> List.of(right, wrong, "No idea.").get(Math.floorMod(seed, 3)));
    ExperienceSource source = rlvr(grader).source(lesson(List.of("72", "72")), null, line -> {});
    ExperienceBatch batch = source.next(policy, 0);
    Map<String, Double> shares = new HashMap<>();
    double share = 1.0 / (batch.groups().size() * 8);
    for (ScoredGroup group : batch.groups()) {
      for (Rollout rollout : group.group().rollouts()) {
        String text = rollout.lastCompletion().text();
        String verdict = text.equals(right) ? "right" : text.equals(wrong) ? "wrong" : silent;
        shares.merge(verdict, share, Double::sum);
      }
    }
    assertEquals(Set.copyOf(List.of("right", "wrong", silent)), shares.keySet());
    assertEquals(shares.get("right"), batch.stats().get("reward"), 1e-12);
    shares.forEach(
        (word, expected) -> assertEquals(expected, batch.stats().get("verdict/" + word), 1e-9));
  }

  @Test
  void everyGraderIsTried() throws NoSuchMethodException {
    CsvSource rows =
        GraderRewardTest.class
            .getDeclaredMethod(
                "trainsWithEveryGraderByName",
                String.class,
                String.class,
                String.class,
                String.class)
            .getAnnotation(CsvSource.class);
    List<String> tried = new ArrayList<>();
    for (String row : rows.value()) {
      tried.add(row.substring(0, row.indexOf(',')));
    }
    assertTrue(tried.containsAll(Graders.names()), "missing of " + Graders.names());
  }

  /** Of five problems qwen can read three golds: "" and "\%" leave nothing once stripped. */
  @Test
  void oneUnreadableGoldEndsNoTraining() {
    List<String> notes = new ArrayList<>();
    Lesson lesson = lesson(List.of("72", "\\%", "72", "$", "72"));
    Reinforcement rlvr = rlvr("qwen");
    ExperienceSource source = rlvr.source(lesson, null, notes::add);
    List<String> asked =
        source.next(policy("72"), 0).groups().stream()
            .map(ScoredGroup::group)
            .map(group -> group.prompt().id())
            .distinct()
            .sorted()
            .toList();
    assertEquals(List.of("p0", "p2", "p4"), asked);
    assertEquals(1, notes.size());
    String note = notes.get(0);
    assertTrue(note.startsWith("left out: 2 of 5 training problems, whose gold answer"), note);
    assertTrue(note.contains("the grader qwen cannot read: p1 (gold: nothing is left of"), note);
    assertTrue(note.contains("; p3 (gold: nothing"), note);

    FakeLearner learner = new FakeLearner();
    TrainingResult result =
        new Trainer(policy("72"), learner, source, rlvr.trainer(lesson, 1e-3, LIMITS)).train();
    assertTrue(result.state().update() > 0);
  }

  @Test
  void noneUsableIsAnErrorWithTheFirstFault() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> rlvr("qwen").source(lesson(List.of("$", "\\%")), null, line -> {}))
            .getMessage();
    assertTrue(
        message.startsWith("grader: qwen can read none of the 2 gold answers; choose"), message);
    assertTrue(message.contains("p0 (gold: nothing is left of"), message);
  }

  @Test
  void allAreCountedButNotAllNamed() {
    List<String> golds = new ArrayList<>(List.of("72"));
    for (int i = 0; i < UsableGolds.MOST_NAMED + 3; i++) {
      golds.add("$");
    }
    String note =
        new UsableGolds(Graders.named("qwen", Graders.DEFAULT_DATA_NAME), prompts(golds))
            .notes()
            .get(0);
    assertTrue(note.startsWith("left out: 23 of 24 "), note);
    assertTrue(note.endsWith("; and 3 more"), note);
  }

  @Test
  void theTaskJudgesAllOfItsProblems() {
    List<String> notes = new ArrayList<>();
    Lesson lesson = lesson(List.of("72", "\\%"));
    Map<String, Double> stats =
        rlvr("task").source(lesson, null, notes::add).next(policy("72"), 0).stats().values();
    assertEquals(List.of(), notes);
    assertEquals(1, stats.get("verdict/unparsable"), 1e-9); // nothing stands in a box
  }

  /** The task's own grader: any gold answer will do, and the last box must be its very text. */
  private static final class BoxesOnly implements Grader {
    @Override
    public String name() {
      return "boxes";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public Grade gradeAnswer(String gold, String answer) {
      return Grade.of(gold.equals(answer), answer, "text");
    }

    @Override
    public Grade gradeResponse(String gold, String response) {
      return Boxes.last(response)
          .map(answer -> gradeAnswer(gold, answer))
          .orElse(Grade.unparsable(Optional.empty(), "no box"));
    }

    @Override
    public void checkGold(String gold) {}
  }
}
