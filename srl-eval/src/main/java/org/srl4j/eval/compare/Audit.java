package org.srl4j.eval.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.srl4j.core.data.Problem;
import org.srl4j.eval.harness.TaskEvaluation;
import org.srl4j.eval.task.Task;

/**
 * Greedy rollouts judged once more in the task's slow way, where it has one.
 *
 * @param task judges
 * @param folder where its files go
 */
public record Audit(Task task, Path folder) {

  /**
   * Judges rollouts.
   *
   * @param problems all that were asked
   * @param evaluation of them
   * @return how many are solved; empty if the task has no other way of judging
   * @throws IllegalStateException if a verdict differs: then no figure can be trusted
   */
  public Optional<Integer> solved(List<Problem> problems, TaskEvaluation evaluation) {
    try {
      Optional<List<Boolean>> solved = task.audit(folder, problems, evaluation.greedyTurns());
      solved.ifPresent(verdicts -> compare(evaluation, verdicts));
      return solved.map(verdicts -> (int) verdicts.stream().filter(s -> s).count());
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
    }
  }

  private void compare(TaskEvaluation evaluation, List<Boolean> solved) {
    for (int i = 0; i < solved.size(); i++) {
      boolean known = evaluation.outcomes().get(i).solvedGreedily();
      if (solved.get(i) != known) {
        throw new IllegalStateException(
            evaluation.outcomes().get(i).problemId()
                + ": "
                + (known ? "solved" : "not solved")
                + " by the task's fast model, but not by its tests; see "
                + folder);
      }
    }
  }
}
