package org.srl4j.eval.method.reward;

import java.util.ArrayList;
import java.util.List;
import org.srl4j.core.answer.Spoken;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.core.reward.Score;
import org.srl4j.eval.grade.Grade;
import org.srl4j.eval.grade.Grader;
import org.srl4j.eval.solve.Graders;
import org.srl4j.eval.task.SolvedReward;
import org.srl4j.eval.task.Split;
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

  /**
   * {@inheritDoc}
   *
   * <p>Problems whose gold answer the grader cannot read are left out, counted and named; the task
   * judges all of its own.
   */
  @Override
  public Bound on(Task task, List<RolloutPrompt> prompts) {
    if (grader.equals(TASK)) {
      return Bound.all(new SolvedReward(task, task.problems(Split.TRAIN)), prompts);
    }
    Grader named = Graders.named(grader, Graders.DEFAULT_DATA_NAME);
    UsableGolds golds = new UsableGolds(named, prompts);
    RolloutReward reward =
        (prompt, rollout) ->
            score(
                named.gradeResponse(
                    prompt.reference(),
                    Spoken.openedBy(prompt.text()) + rollout.lastCompletion().text()));
    return new Bound(reward, golds.prompts(), golds.notes());
  }

  private static Score score(Grade grade) {
    if (grade.unparsable()) {
      return Score.of(0, "unparsable");
    }
    return grade.equivalent() ? Score.of(1, "right") : Score.of(0, "wrong");
  }
}
