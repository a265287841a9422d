package org.srl4j.eval.method;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.srl4j.core.data.Experience;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.NegativeLogLikelihood;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.train.ExperienceSource;
import org.srl4j.core.train.LearningRateSchedule;
import org.srl4j.core.train.TrainerConfig;
import org.srl4j.core.train.source.DemonstrationSource;
import org.srl4j.eval.harness.Demonstrations;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.ExpertText;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
import org.srl4j.models.policy.LearnerConfig;

/**
 * Supervised fine-tuning: the expert's text is imitated token by token.
 *
 * @param text how much of the expert's text is shown
 * @param learningRate peaks tried on validation, each above 0
 * @param epochs passes over the trajectories, at least 1
 * @param batch trajectories per update, at least 1
 * @param warmupRatio share of the updates with a rising learning rate; then a cosine, as in the
 *     paper's table 5
 * @param validations how often to validate during training, at least 1
 * @param optimiser AdamW's options
 */
public record Imitation(
    ExpertText text,
    List<Double> learningRate,
    int epochs,
    int batch,
    double warmupRatio,
    int validations,
    AdamWConfig optimiser)
    implements Training {

  /** Copies the list and checks ranges. */
  public Imitation {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(optimiser, "optimiser");
    learningRate = LearningRates.checked(learningRate);
    if (epochs < 1 || batch < 1 || validations < 1) {
      throw new IllegalArgumentException(
          "epochs, batch, validations: must be at least 1, got "
              + epochs
              + ", "
              + batch
              + ", "
              + validations);
    }
    if (!(warmupRatio >= 0 && warmupRatio <= 1)) {
      throw new IllegalArgumentException("warmupRatio: must be in [0, 1], got " + warmupRatio);
    }
  }

  /** The outline, three learning rates, 32 epochs, warm-up as in the paper's table 5. */
  public static Imitation defaults() {
    return new Imitation(
        ExpertText.OUTLINE, List.of(1e-4, 3e-4, 1e-3), 32, 16, 0.3, 4, AdamWConfig.defaults());
  }

  @Override
  public ExperienceSource source(Lesson lesson, Tokenizer tokenizer, Consumer<String> notes) {
    return demonstrations(lesson, tokenizer);
  }

  @Override
  public List<Example> examples(Lesson lesson) {
    return lesson.task().demonstrations(Split.TRAIN, text).stream()
        .map(shown -> new Example(shown.id(), shown.segments(), Optional.empty()))
        .toList();
  }

  private DemonstrationSource demonstrations(Lesson lesson, Tokenizer tokenizer) {
    Task task = lesson.task();
    List<Experience> demonstrations =
        task.demonstrations(Split.TRAIN, text).stream()
            .map(shown -> Demonstrations.encode(shown, tokenizer))
            .toList();
    int size = Math.min(batch, demonstrations.size());
    return DemonstrationSource.epochs(demonstrations, size, epochs, lesson.sourceSeed());
  }

  @Override
  public LearnerConfig learner(Task task, Limits limits) {
    return new LearnerConfig(
        new NegativeLogLikelihood(),
        LossAggregation.dapo(),
        optimiser,
        1,
        limits.microBatchTokens(),
        limits.gradientCheckpointing());
  }

  @Override
  public TrainerConfig trainer(Lesson lesson, double peak, Limits limits) {
    long trajectories = lesson.task().demonstrations(Split.TRAIN, text).size();
    long size = Math.min(batch, trajectories);
    long updates = (epochs * trajectories + size - 1) / size;
    long warmup = Math.round(warmupRatio * updates);
    LearningRateSchedule schedule = LearningRateSchedule.cosine(peak, warmup, 0);
    return TrainerConfig.of(updates, schedule, lesson.minibatchSeed())
        .withIntervals(Math.max(1, updates / validations), limits.checkpointEvery());
  }

  /** Who imitates may answer either way. */
  @Override
  public List<Decoding> validated(Task task) {
    return List.of(task.stepLoop(), task.onePass());
  }

  @Override
  public OptionalLong rollouts() {
    return OptionalLong.empty();
  }

  @Override
  public Training rehearsal(int size, boolean contrast) {
    return new Imitation(text, learningRate, epochs, size, warmupRatio, validations, optimiser);
  }

  @Override
  public Optional<String> lacking(Task task) {
    return task.expertTexts().contains(text)
        ? Optional.empty()
        : Optional.of(
            "needs the expert text "
                + text
                + ", but "
                + task.name()
                + " has "
                + task.expertTexts()
                + " only; leave it out, e.g. compare=[sft_outline,rlvr,srl,srl_rlvr]");
  }

  @Override
  public Optional<ExpertText> imitated() {
    return Optional.of(text);
  }
}
