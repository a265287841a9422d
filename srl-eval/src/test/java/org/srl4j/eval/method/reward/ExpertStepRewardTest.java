package org.srl4j.eval.method.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Step;
import org.srl4j.core.data.Turn;
import org.srl4j.core.reward.Score;
import org.srl4j.core.testing.ScriptedPolicy;
import org.srl4j.core.train.ExperienceBatch;
import org.srl4j.core.train.ScoredGroup;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.config.ConfigLoader;
import org.srl4j.eval.method.Lesson;
import org.srl4j.eval.method.Reinforcement;
import org.srl4j.eval.task.expert.ExpertTasks;
import org.srl4j.eval.task.expert.TrajectoryTask;

class ExpertStepRewardTest {
  private static final TrajectoryTask TASK =
      ExpertTasks.of(
          new ExpertTrajectory(
              new Problem("p", "How many?", "72"),
              List.of(new Step(1, "48/2 = 24"), new Step(2, "48 + 24 = 72"))));

  private static Rollout rollout(String... texts) {
    List<Turn> turns = new ArrayList<>();
    for (String text : texts) {
      Completion completion =
          new Completion(new int[] {1}, new float[] {0}, text, FinishReason.STOP_STRING);
      turns.add(new Turn(new int[] {0}, completion));
    }
    return new Rollout(turns, 0);
  }

  @Test
  void theLastTurnIsComparedWithTheExpertsStepOfItsNumber() {
    List<RolloutPrompt> prompts =
        List.of(new RolloutPrompt("p", "?", "72"), new RolloutPrompt("other", "?", "1"));
    TaskReward.Bound bound = ExpertStepReward.defaults().on(TASK, prompts);
    assertEquals(prompts.subList(0, 1), bound.prompts());
    assertEquals(
        List.of("left out: 1 of 2 training problems, which have no expert's steps"), bound.notes());
    RolloutPrompt prompt = prompts.get(0);
    String first = "<think>a</think>48/2 = 24\n";
    String second = "<think>b</think>48 + 24 = 72\n";
    assertEquals(1, bound.reward().score(prompt, rollout(first)).value());
    assertEquals(1, bound.reward().score(prompt, rollout("x", second)).value());
    assertTrue(bound.reward().score(prompt, rollout(second)).value() < 1);
    assertEquals("missing_think", bound.reward().score(prompt, rollout(first, "48")).verdict());
    // the answer line is the expert's third step
    assertEquals(
        1,
        bound
            .reward()
            .score(prompt, rollout("x", "y", "<think>c</think>The final answer is \\boxed{72}."))
            .value());
    assertEquals(
        Score.of(0, "no_step"), bound.reward().score(prompt, rollout("x", "y", "z", "#### 72")));
    assertThrows(
        IllegalArgumentException.class,
        () -> ExpertStepReward.defaults().on(TASK, prompts.subList(1, 2)));
  }

  private static Reinforcement method(String yaml) {
    return (Reinforcement)
        ConfigLoader.parse(ComparisonConfig.class, yaml, "run.yaml")
            .methods()
            .named("rlvr")
            .trained();
  }

  /** The road of a config: whole answers by the task, turns by the expert's steps. */
  @Test
  void aConfigCreditsTurnsOfTheStepLoop() {
    Reinforcement both = method("methods: {rlvr: {turns: {credit: both, weight: 0.5}, batch: 1}}");
    ScriptedPolicy policy =
        new ScriptedPolicy(
            400,
            (prompt, seed) ->
                (seed & 1) == 0 ? "<think>a</think>48/2 = 24\n" : "<think>a</think>#### 72\n");
    ExperienceBatch batch = both.source(new Lesson(TASK, 0), null, line -> {}).next(policy, 0);
    ScoredGroup group = batch.groups().get(0);
    assertEquals(8, group.turns().size());
    assertTrue(batch.stats().get("turns/verdict/scored") > 0);
    assertTrue(batch.stats().get("verdict/right") > 0);
    boolean differ =
        group.advantages().stream().anyMatch(turns -> turns.stream().distinct().count() > 1);
    assertTrue(differ, "turns of one rollout have advantages of their own");
    Reinforcement whole = method("methods: {rlvr: {batch: 1}}");
    ExperienceBatch plain = whole.source(new Lesson(TASK, 0), null, line -> {}).next(policy, 0);
    assertTrue(
        plain.groups().get(0).advantages().stream()
            .allMatch(turns -> turns.stream().distinct().count() == 1));
  }
}
