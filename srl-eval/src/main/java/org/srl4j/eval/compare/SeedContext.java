package org.srl4j.eval.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.train.Validator;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.settings.EvaluationConfig;
import org.srl4j.eval.harness.Demonstrations;
import org.srl4j.eval.harness.HeldOutValidator;
import org.srl4j.eval.harness.StepSimilarity;
import org.srl4j.eval.harness.TaskEvaluator;
import org.srl4j.eval.harness.TieBreak;
import org.srl4j.eval.method.Lesson;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Training;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

/**
 * What all methods of one seed share.
 *
 * @param config the comparison
 * @param task the seed's problems
 * @param seed the training seed
 * @param folder where the seed's runs are written
 * @param stopRequested whether the user wants to stop
 */
record SeedContext(
    ComparisonConfig config, Task task, long seed, Path folder, BooleanSupplier stopRequested) {
  private static final long VALIDATION = 11;
  private static final long TEST = 12;

  /** What a training of this seed learns from. */
  Lesson lesson() {
    return new Lesson(task, seed);
  }

  /**
   * Accuracy in the forms that suit the method, and something that breaks ties: where no policy
   * solves a problem, accuracy alone would always keep the start.
   */
  Validator validator(Method method, Tokenizer tokenizer) {
    EvaluationConfig e = config.evaluation();
    TaskEvaluator evaluator =
        new TaskEvaluator(
            task, e.validationSamples(), e.temperature(), Seeds.derive(seed, VALIDATION), 0);
    List<Decoding> decodings =
        method.training().map(t -> t.validated(task)).orElse(List.of(task.stepLoop()));
    HeldOutValidator accuracy =
        new HeldOutValidator(evaluator, task.problems(Split.VALIDATION), decodings);
    List<ExpertTrajectory> experts = task.trajectories(Split.VALIDATION);
    Optional<ExpertText> imitated = method.training().flatMap(Training::imitated);
    if (imitated.isPresent()) {
      return new TieBreak(
          accuracy, Demonstrations.likelihood(task, imitated.get(), experts, tokenizer));
    }
    return task.judgesSteps()
        ? accuracy
        : new TieBreak(accuracy, policy -> new StepSimilarity(task).greedy(policy, experts));
  }

  TaskEvaluator tester() {
    EvaluationConfig e = config.evaluation();
    return new TaskEvaluator(
        task, e.samples(), e.temperature(), Seeds.derive(seed, TEST), e.keptCompletions());
  }
}
