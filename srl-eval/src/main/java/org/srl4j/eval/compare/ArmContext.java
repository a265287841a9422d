package org.srl4j.eval.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.train.Validator;
import org.srl4j.eval.harness.HeldOutValidator;
import org.srl4j.eval.harness.SimilarityTieBreak;
import org.srl4j.eval.harness.StepSimilarity;
import org.srl4j.eval.harness.TaskEvaluator;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

/**
 * What all arms of one seed share.
 *
 * @param config the comparison
 * @param task the seed's problems
 * @param seed the training seed
 * @param folder where the seed's runs are written
 * @param stopRequested whether the user wants to stop
 */
record ArmContext(
    ComparisonConfig config, Task task, long seed, Path folder, BooleanSupplier stopRequested) {
  private static final long VALIDATION = 11;
  private static final long TEST = 12;

  /** Validation in the step loop; imitating arms also in one pass, whichever suits them better. */
  Validator validator(Arm arm) {
    EvaluationConfig e = config.evaluation();
    TaskEvaluator evaluator =
        new TaskEvaluator(
            task, e.validationSamples(), e.temperature(), Seeds.derive(seed, VALIDATION), 0);
    HeldOutValidator accuracy =
        new HeldOutValidator(
            evaluator,
            task.problems(Split.VALIDATION),
            arm.kind().expertText().isPresent()
                ? List.of(task.stepLoop(), task.onePass())
                : List.of(task.stepLoop()));
    return task.judgesSteps()
        ? accuracy
        : new SimilarityTieBreak(
            accuracy, new StepSimilarity(task), task.trajectories(Split.VALIDATION));
  }

  TaskEvaluator tester() {
    EvaluationConfig e = config.evaluation();
    return new TaskEvaluator(
        task, e.samples(), e.temperature(), Seeds.derive(seed, TEST), e.keptCompletions());
  }
}
