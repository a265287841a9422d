package org.srl4j.eval.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.srl4j.core.data.ExpertTrajectory;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.reward.Reward;
import org.srl4j.core.train.Validator;
import org.srl4j.eval.compare.settings.Arm;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.settings.EvaluationConfig;
import org.srl4j.eval.harness.Demonstrations;
import org.srl4j.eval.harness.HeldOutValidator;
import org.srl4j.eval.harness.StepSimilarity;
import org.srl4j.eval.harness.TaskEvaluator;
import org.srl4j.eval.harness.TieBreak;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

/**
 * What all arms of one seed share.
 *
 * @param config the comparison
 * @param task the seed's problems
 * @param seed the training seed
 * @param folder where the seed's runs are written
 * @param stepReward the reward of step-wise arms
 * @param stopRequested whether the user wants to stop
 */
record ArmContext(
    ComparisonConfig config,
    Task task,
    long seed,
    Path folder,
    Reward stepReward,
    BooleanSupplier stopRequested) {
  private static final long VALIDATION = 11;
  private static final long TEST = 12;

  /** With the reward that the config names. */
  ArmContext(
      ComparisonConfig config, Task task, long seed, Path folder, BooleanSupplier stopRequested) {
    this(config, task, seed, folder, config.reward().stepReward(), stopRequested);
  }

  /**
   * Accuracy in the forms that suit the arm, and something that breaks ties: where no policy solves
   * a problem, accuracy alone would always keep the start.
   */
  Validator validator(Arm arm, Tokenizer tokenizer) {
    EvaluationConfig e = config.evaluation();
    TaskEvaluator evaluator =
        new TaskEvaluator(
            task, e.validationSamples(), e.temperature(), Seeds.derive(seed, VALIDATION), 0);
    HeldOutValidator accuracy =
        new HeldOutValidator(evaluator, task.problems(Split.VALIDATION), decodings(arm));
    List<ExpertTrajectory> experts = task.trajectories(Split.VALIDATION);
    if (arm.kind().expertText().isPresent()) {
      return new TieBreak(
          accuracy,
          Demonstrations.likelihood(task, arm.kind().expertText().get(), experts, tokenizer));
    }
    return task.judgesSteps()
        ? accuracy
        : new TieBreak(accuracy, policy -> new StepSimilarity(task).greedy(policy, experts));
  }

  /** Imitating arms may answer either way; the others as they are trained. */
  private List<Decoding> decodings(Arm arm) {
    return switch (arm.kind()) {
      case SFT_OUTLINE, SFT_FULL, SFT_FRIENDLY -> List.of(task.stepLoop(), task.onePass());
      case WHOLE_SOLUTION -> List.of(task.onePass());
      default -> List.of(task.stepLoop());
    };
  }

  TaskEvaluator tester() {
    EvaluationConfig e = config.evaluation();
    return new TaskEvaluator(
        task, e.samples(), e.temperature(), Seeds.derive(seed, TEST), e.keptCompletions());
  }
}
