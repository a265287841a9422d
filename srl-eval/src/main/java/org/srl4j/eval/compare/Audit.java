package org.srl4j.eval.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.srl4j.core.data.Problem;
import org.srl4j.eval.harness.TaskEvaluation;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Split;

/**
 * Greedy rollouts of the test judged once more in the task's slow way, where it has one.
 *
 * @param context of the seed; files go into its folder's {@code audit}
 * @param log told what came out
 */
record Audit(ArmContext context, Consumer<String> log) {

  /**
   * Judges an arm's rollouts.
   *
   * @param evaluation of all test problems
   * @throws IllegalStateException if a verdict differs: then no figure can be trusted
   */
  void require(Arm arm, Decoding decoding, TaskEvaluation evaluation) {
    Path folder = context.folder().resolve("audit").resolve(arm.name() + "-" + decoding.name());
    try {
      List<Problem> problems = context.task().problems(Split.TEST);
      Optional<List<Boolean>> solved =
          context.task().audit(folder, problems, evaluation.greedyTurns());
      if (solved.isPresent()) {
        compare(evaluation, solved.get(), folder);
        long count = solved.get().stream().filter(s -> s).count();
        log.accept(
            String.format(
                "seed %d, %s, %s: %d of %d resolved, tests run",
                context.seed(), arm.label(), decoding.name(), count, problems.size()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": " + e.getMessage(), e);
    }
  }

  private static void compare(TaskEvaluation evaluation, List<Boolean> solved, Path folder) {
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
