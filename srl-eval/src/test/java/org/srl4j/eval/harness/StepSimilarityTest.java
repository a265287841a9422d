package org.srl4j.eval.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Step;
import org.srl4j.core.testing.ScriptedPolicy;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.expert.ExpertTasks;
import org.srl4j.eval.task.expert.TrajectoryTask;

class StepSimilarityTest {
  private final TrajectoryTask task =
      ExpertTasks.of(
          new ExpertTrajectory(
              new Problem("p", "q", "1"), List.of(new Step(1, "abcd"), new Step(2, "xy"))));
  private final StepSimilarity similarity = new StepSimilarity(task);

  @Test
  void meanIsOverStepsAndIgnoresTheThinking() {
    // step 1: "abxx" and "abcd" share 2 of 4 and 4, 2*2/8 = 0.5; step 2: "xy" is 1; mean 0.75
    ScriptedPolicy policy =
        new ScriptedPolicy(
            200, (prompt, seed) -> prompt.contains("abcd") ? "xy\n" : "<think> a </think> abxx\n");
    assertEquals(0.75, similarity.greedy(policy, task.steps(Split.TRAIN)));
  }

  @Test
  void thinkingThatNeverEndsIsNothing() {
    ScriptedPolicy policy = new ScriptedPolicy(200, (prompt, seed) -> "<think> abcd\n");
    assertEquals(0, similarity.greedy(policy, task.steps(Split.TRAIN)));
  }

  @Test
  void nothingToCompareIsRefused() {
    ScriptedPolicy policy = new ScriptedPolicy(200, (prompt, seed) -> "");
    assertThrows(IllegalArgumentException.class, () -> similarity.greedy(policy, List.of()));
  }
}
