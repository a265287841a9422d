package org.srl4j.eval.compare.forecast;

import java.nio.file.Path;
import java.util.List;
import org.srl4j.core.data.Experience;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.Turn;
import org.srl4j.core.train.ExperienceBatch;
import org.srl4j.core.train.LearningRateSchedule;
import org.srl4j.core.train.ScoredGroup;
import org.srl4j.core.train.Trainer;
import org.srl4j.core.train.TrainerConfig;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.Validator;
import org.srl4j.eval.compare.SeedContext;
import org.srl4j.eval.method.Lesson;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Training;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.MemoryEstimate;
import org.srl4j.models.policy.MemoryRequest;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffLearner;
import org.srl4j.models.policy.SameDiffPolicy;

/**
 * Measures a method: collections with their updates in growing batches, then validations of growing
 * parts of the problems. The learning rate is so small that the policy stays the start; it is a
 * copy and thrown away.
 */
final class TrainingProbe implements TrainingListener {
  private static final double STANDING_STILL = 1e-12;

  private final SeedContext context;
  private final Method method;
  private final boolean contrast;
  private final double enough;
  private int longestPrompt = 1;
  private int longestAnswer = 1;
  private int groupSize = 1;
  private boolean sampled;
  private double weighted;
  private double kept = 1;

  /**
   * A probe.
   *
   * @param context the seed
   * @param method to be measured
   * @param contrast whether rewards are made up because the method's start is not there yet
   * @param enough seconds that are enough for one size
   */
  TrainingProbe(SeedContext context, Method method, boolean contrast, double enough) {
    this.context = context;
    this.method = method;
    this.contrast = contrast;
    this.enough = enough;
  }

  /** Measures on a copy of a policy. */
  MeasuredTraining measure(PolicyModel start) {
    PolicyModel model = start.copy(1);
    Training training = method.trained();
    LearnerConfig learning = training.learner(context.task(), context.config().trainingLimits());
    try (SameDiffPolicy policy = new SameDiffPolicy(model);
        SameDiffLearner learner = new SameDiffLearner(model, learning)) {
      int whole = Math.min(training.batch(), training.examples(context.lesson()).size());
      Timing collection =
          Timing.of(whole, enough, prompts -> collect(policy, learner, prompts, whole));
      Timing validation = validation(policy, model);
      TrainerConfig config =
          training.trainer(context.lesson(), STANDING_STILL, context.config().trainingLimits());
      return new MeasuredTraining(
          method,
          contrast,
          config,
          collection,
          validation,
          weighted,
          kept,
          estimate(model, learning, whole));
    }
  }

  private double collect(SameDiffPolicy policy, SameDiffLearner learner, int prompts, int whole) {
    Lesson lesson = context.lesson();
    Training part = method.trained().rehearsal(prompts, contrast);
    TrainerConfig all = part.trainer(lesson, STANDING_STILL, context.config().trainingLimits());
    int updates = all.minibatchesPerCollection() * all.numIterations();
    TrainerConfig once =
        TrainerConfig.of(updates, LearningRateSchedule.constant(STANDING_STILL), all.seed())
            .withUpdatesPerCollection(all.minibatchesPerCollection(), all.numIterations());
    long start = System.nanoTime();
    Trainer trainer =
        new Trainer(policy, learner, part.source(lesson, policy.tokenizer(), line -> {}), once);
    weighted = (double) trainer.listen(this).train().state().compute().weighted() * whole / prompts;
    return (System.nanoTime() - start) * 1e-9;
  }

  @Override
  public void afterCollection(long collection, ExperienceBatch batch) {
    kept = batch.keptRatio();
    for (ScoredGroup group : batch.groups()) {
      sampled = true;
      groupSize = group.group().size();
      group.group().rollouts().stream()
          .map(Rollout::turns)
          .flatMap(List::stream)
          .forEach(this::longest);
    }
    if (batch.groups().isEmpty()) {
      batch.experiences().forEach(this::longest);
    }
  }

  private void longest(Turn turn) {
    longestPrompt = Math.max(longestPrompt, turn.promptIds().length);
    longestAnswer = Math.max(longestAnswer, turn.completion().length());
  }

  private void longest(Experience shown) {
    if (shown.length() > longestPrompt + longestAnswer) {
      longestAnswer = shown.length() - longestPrompt;
    }
  }

  private MemoryEstimate estimate(PolicyModel model, LearnerConfig learning, int whole) {
    int most = model.config().maxLength();
    int answer = Math.max(1, Math.min(longestAnswer, most - longestPrompt));
    MemoryRequest.Batch batch =
        new MemoryRequest.Batch(whole, groupSize, longestPrompt, answer, sampled);
    return MemoryEstimate.of(new MemoryRequest(model.config(), model.lora(), learning, batch));
  }

  private Timing validation(SameDiffPolicy policy, PolicyModel model) {
    Task task = context.task();
    int problems = task.problems(Split.VALIDATION).size();
    int whole = Math.max(1, problems);
    return Timing.of(
        whole,
        enough,
        count -> {
          Task part = new PartOfTask(task, (double) count / whole);
          Path folder = context.folder();
          Validator validator =
              new SeedContext(context.config(), part, context.seed(), folder, () -> false)
                  .validator(method, model);
          long start = System.nanoTime();
          validator.accuracy(policy);
          validator.tieBreak(policy);
          return (System.nanoTime() - start) * 1e-9;
        });
  }
}
