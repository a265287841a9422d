package org.srl4j.eval.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.data.Turn;
import org.srl4j.core.reward.Score;
import org.srl4j.eval.task.repair.RepairTask;

class SolvedRewardTest {
  private static final Task TASK = new RepairTask(1, 2, new SplitSizes(2, 1, 1));
  private static final Problem PROBLEM = TASK.problems(Split.TRAIN).get(0);
  private static final SolvedReward REWARD = new SolvedReward(TASK, TASK.problems(Split.TRAIN));

  private static Rollout rollout(List<String> texts) {
    List<Turn> turns = new ArrayList<>();
    for (String text : texts) {
      turns.add(
          new Turn(
              new int[] {0},
              new Completion(new int[] {1}, new float[] {0}, text, FinishReason.STOP_STRING)));
    }
    return new Rollout(turns, 0);
  }

  private static Score score(String id, String gold, List<String> texts) {
    return REWARD.score(new RolloutPrompt(id, PROBLEM.prompt(), gold), rollout(texts));
  }

  @Test
  void allTurnsCountNotTheLastAlone() {
    List<String> expert = TASK.expertText(PROBLEM).lines().map(line -> line + "\n").toList();
    assertEquals(Score.of(1, "right"), score(PROBLEM.id(), PROBLEM.answer(), expert));
    assertEquals(Score.of(0, "wrong"), score(PROBLEM.id(), PROBLEM.answer(), List.of("submit\n")));
    assertEquals(
        Score.of(0, "unparsable"), score(PROBLEM.id(), PROBLEM.answer(), List.of("test\n")));
  }

  @Test
  void blankGoldAnswersAndStrangePromptsAreRefused() {
    List<String> turns = List.of("submit\n");
    assertThrows(IllegalArgumentException.class, () -> score(PROBLEM.id(), " ", turns));
    assertThrows(IllegalArgumentException.class, () -> score("nobody", PROBLEM.answer(), turns));
  }
}
