package org.srl4j.eval.method;

import java.util.ArrayList;
import java.util.List;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.core.reward.Score;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.solve.Graders;
import org.srl4j.eval.task.SolvedReward;
import org.srl4j.eval.task.Task;

/**
 * The verifiable reward of RLVR: 1 for a right final answer, else 0. Verdicts: {@code right},
 * {@code wrong}, {@code unparsable} (no answer was found, or none that the grader can read).
 *
 * @param grader {@code task}: as the task itself judges; otherwise a grader by its name, which
 *     reads the text of the rollout's last completion, see {@code srl grade --help}
 */
public record GraderReward(String grader) implements TaskReward {
  private static final String TASK = "task";

  /** Rejects unknown names. */
  public GraderReward {
    if (!grader.equals(TASK) && !Graders.names().contains(grader)) {
      List<String> allowed = new ArrayList<>(List.of(TASK));
      allowed.addAll(Graders.names());
      throw new IllegalArgumentException(
          "grader: must be one of " + String.join(", ", allowed) + ", got " + grader);
    }
  }

  /** As the task judges. */
  public static GraderReward defaults() {
    return new GraderReward(TASK);
  }

  @Override
  public RolloutReward on(Task task, List<Problem> problems) {
    if (grader.equals(TASK)) {
      return new SolvedReward(task, problems);
    }
    Grader named = Graders.named(grader, Graders.DEFAULT_DATA_NAME);
    problems.forEach(problem -> named.checkGold(problem.answer()));
    return (prompt, rollout) ->
        score(named.gradeResponse(prompt.reference(), rollout.lastCompletion().text()));
  }

  private static Score score(Grade grade) {
    if (grade.unparsable()) {
      return Score.of(0, "unparsable");
    }
    return grade.equivalent() ? Score.of(1, "right") : Score.of(0, "wrong");
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException always: it must be bound to a task first
   */
  @Override
  public Score score(RolloutPrompt prompt, Rollout rollout) {
    throw new IllegalStateException("grader: bind the reward to a task first, see on(task, ...)");
  }
}
