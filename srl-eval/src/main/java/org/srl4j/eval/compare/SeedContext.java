package org.srl4j.eval.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.data.StepContext;
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
import org.srl4j.models.policy.PolicyModel;

/**
 * What all methods of one seed share.
 *
 * @param config the comparison
 * @param task the seed's problems
 * @param seed the training seed
 * @param folder where the seed's runs are written
 * @param stopRequested whether the user wants to stop
 */
public record SeedContext(
    ComparisonConfig config, Task task, long seed, Path folder, BooleanSupplier stopRequested) {
  private static final long VALIDATION = 11;
  private static final long TEST = 12;

  /** What a training of this seed learns from. */
  public Lesson lesson() {
    return new Lesson(task, seed);
  }

  /**
   * Accuracy in the forms that suit the method, and something that breaks ties: where no policy
   * solves a problem, accuracy alone would always keep the start.
   */
  public Validator validator(Method method, PolicyModel model) {
    EvaluationConfig e = config.evaluation();
    boolean cached = model.layers().cached();
    List<Problem> all = task.problems(Split.VALIDATION);
    int count = cached ? all.size() : Math.min(all.size(), e.uncachedValidation());
    TaskEvaluator evaluator =
        new TaskEvaluator(
            task,
            cached ? e.validationSamples() : 0,
            e.temperature(),
            Seeds.derive(seed, VALIDATION),
            0);
    List<Decoding> decodings =
        method.training().map(t -> t.validated(task)).orElse(List.of(task.stepLoop()));
    Validator accuracy =
        all.isEmpty()
            ? policy -> 0
            : new HeldOutValidator(evaluator, all.subList(0, count), decodings);
    Optional<ExpertText> imitated = method.training().flatMap(Training::imitated);
    if (imitated.isPresent()) {
      return new TieBreak(
          accuracy,
          Demonstrations.likelihood(
              task.demonstrations(Split.VALIDATION, imitated.get()), model.tokenizer()));
    }
    return task.judgesSteps()
        ? accuracy
        : new TieBreak(accuracy, policy -> new StepSimilarity(task).greedy(policy, steps(count)));
  }

  /** The step instances of the first so many validation trajectories. */
  private List<StepContext> steps(int trajectories) {
    Set<String> asked =
        task.trajectories(Split.VALIDATION).stream()
            .limit(trajectories)
            .map(trajectory -> trajectory.problem().id())
            .collect(Collectors.toSet());
    return task.steps(Split.VALIDATION).stream()
        .filter(step -> asked.contains(step.problem().id()))
        .toList();
  }

  /** What is to be said of validating this policy. */
  Optional<String> validationNote(PolicyModel model) {
    int all = task.problems(Split.VALIDATION).size();
    int count = Math.min(all, config.evaluation().uncachedValidation());
    return model.layers().cached()
        ? Optional.empty()
        : Optional.of(
            String.format(
                "sampling is slow: the layers %s keep no keys and values, so every token computes"
                    + " its whole sequence again; %d of %d validation problems are asked, greedily"
                    + " (evaluation.uncached_validation=N asks N)",
                model.layers(), count, all));
  }

  TaskEvaluator tester() {
    EvaluationConfig e = config.evaluation();
    return new TaskEvaluator(
        task, e.samples(), e.temperature(), Seeds.derive(seed, TEST), e.keptCompletions());
  }
}
