package org.srl4j.eval.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.NegativeLogLikelihood;
import org.srl4j.core.train.ExperienceSource;
import org.srl4j.core.train.LearningRateSchedule;
import org.srl4j.core.train.Trainer;
import org.srl4j.core.train.TrainerConfig;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.core.train.files.Disk;
import org.srl4j.core.train.run.CompletionsWriter;
import org.srl4j.core.train.run.Diagnosis;
import org.srl4j.core.train.run.MetricsWriter;
import org.srl4j.core.train.run.RunFolder;
import org.srl4j.core.train.run.RunSession;
import org.srl4j.core.train.source.DemonstrationSource;
import org.srl4j.eval.compare.settings.Arm;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.settings.RolloutArmConfig;
import org.srl4j.eval.compare.settings.SftArmConfig;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffLearner;
import org.srl4j.models.policy.SameDiffPolicy;

/**
 * Trains one arm at one learning rate. Every run has a policy, a learner and a folder of its own.
 */
final class ArmTrainer {
  private static final long MINIBATCHES = 31;
  private static final int COMPLETIONS_EVERY = 10;

  private final ArmContext context;

  private final Options options;

  /**
   * What a single training may ask for beside the comparison's own way.
   *
   * @param checkpointEvery updates between checkpoints; 0 = only at the end
   * @param resume whether to go on from the folder's latest checkpoint, if it holds one
   * @param progress makes a listener when the largest number of updates is known
   * @param log told of damaged checkpoints, a line each
   */
  record Options(
      int checkpointEvery,
      boolean resume,
      LongFunction<TrainingListener> progress,
      Consumer<String> log) {
    static final Options COMPARISON =
        new Options(0, false, updates -> new TrainingListener() {}, line -> {});
  }

  ArmTrainer(ArmContext context) {
    this(context, Options.COMPARISON);
  }

  ArmTrainer(ArmContext context, Options options) {
    this.context = context;
    this.options = options;
  }

  /** The base: nothing is trained, only validated. */
  ArmRun untrained(Arm arm, PolicyModel base) {
    try (SameDiffPolicy policy = new SameDiffPolicy(base.copy(1))) {
      double accuracy = context.validator(arm, base.tokenizer()).accuracy(policy);
      float[] parameters = base.parameterValues();
      return new ArmRun(Double.NaN, accuracy, parameters, Optional.empty(), List.of(), 0);
    }
  }

  /** Trains from the given start, in a folder made for this run. */
  ArmRun train(Arm arm, PolicyModel start, double learningRate) {
    Path path = context.folder().resolve(arm.name()).resolve("lr-" + learningRate);
    Map<String, Object> facts =
        Map.of("arm", arm.name(), "seed", context.seed(), "task", context.task().version());
    return train(arm, start, learningRate, config -> RunFolder.create(path, false, config, facts));
  }

  /** Trains from the given start, in the folder of a trainer's config. */
  ArmRun train(
      Arm arm, PolicyModel start, double learningRate, Function<TrainerConfig, RunFolder> place) {
    PolicyModel model = start.copy(1);
    ExperienceSource source = ArmSource.of(arm, context, model.tokenizer());
    CurveRecorder curve = new CurveRecorder();
    try (SameDiffPolicy policy = new SameDiffPolicy(model);
        SameDiffLearner learner = new SameDiffLearner(model, learnerConfig(arm))) {
      TrainerConfig config = trainerConfig(arm, source, learningRate);
      RunFolder folder = place.apply(config);
      Trainer trainer =
          new Trainer(policy, learner, source, config)
              .validateWith(context.validator(arm, model.tokenizer()))
              .listen(curve)
              .listen(new MetricsWriter(folder.metricsFile()))
              .listen(new CompletionsWriter(folder.completionsFile(), COMPLETIONS_EVERY))
              .listen(new Diagnosis(line -> warn(folder, line)))
              .listen(options.progress().apply(config.maxUpdates()))
              .saveTo(folder.checkpoints())
              .stopWhen(context.stopRequested());
      TrainingResult result = run(trainer, folder, start);
      return new ArmRun(
          learningRate,
          result.state().best().accuracy(),
          learner.parameters(),
          Optional.of(result),
          curve.points(),
          curve.rollouts());
    }
  }

  private TrainingResult run(Trainer trainer, RunFolder folder, PolicyModel start) {
    Optional<Path> from = options.resume() ? newestIntact(folder) : Optional.empty();
    RunSession session = RunSession.begin(folder, from, start.checksum());
    try {
      TrainingResult result = from.isPresent() ? trainer.resume(from.get()) : trainer.train();
      session.ended(result);
      return result;
    } catch (RuntimeException e) {
      session.failed(e);
      throw e;
    }
  }

  private Optional<Path> newestIntact(RunFolder folder) {
    Optional<Path> newest = folder.checkpoints().latest();
    folder
        .checkpoints()
        .damaged()
        .forEach(
            (path, fault) -> options.log().accept("damaged checkpoint " + path + ": " + fault));
    options.log().accept(newest.map(p -> "going on from " + p).orElse("starting from update 0"));
    return newest;
  }

  /** What looks wrong in a run stands in its folder, a line each. */
  private static void warn(RunFolder folder, String line) {
    try {
      Files.writeString(
          folder.path().resolve("warnings.txt"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw Disk.fault("writing warnings.txt of " + folder.path(), e);
    }
  }

  /** How an arm's learner updates. */
  LearnerConfig learnerConfig(Arm arm) {
    ComparisonConfig all = context.config();
    boolean imitates = arm.kind().expertText().isPresent();
    int longest = imitates ? 1 : ArmSource.decoding(arm, context.task()).maxNewTokens();
    return new LearnerConfig(
        imitates ? new NegativeLogLikelihood() : all.grpo().objective(),
        imitates ? LossAggregation.dapo() : all.grpo().aggregation(longest),
        AdamWConfig.defaults(),
        imitates ? 1 : rollouts(arm).temperature(),
        all.microBatchTokens(),
        all.gradientCheckpointing());
  }

  private RolloutArmConfig rollouts(Arm arm) {
    ComparisonConfig config = context.config();
    return arm.kind() == Arm.Kind.RLVR ? config.rlvr() : config.srl();
  }

  private TrainerConfig trainerConfig(Arm arm, ExperienceSource source, double learningRate) {
    ComparisonConfig all = context.config();
    long seed = Seeds.derive(context.seed(), MINIBATCHES);
    if (source instanceof DemonstrationSource demonstrations) {
      SftArmConfig sft = all.sft();
      long updates = demonstrations.collections();
      long warmup = Math.round(sft.warmupRatio() * updates);
      return TrainerConfig.of(updates, LearningRateSchedule.cosine(learningRate, warmup, 0), seed)
          .withIntervals(Math.max(1, updates / sft.validations()), options.checkpointEvery());
    }
    RolloutArmConfig config = rollouts(arm);
    LearningRateSchedule schedule =
        new LearningRateSchedule(
            learningRate, config.warmupUpdates(), LearningRateSchedule.Shape.CONSTANT, 1);
    return TrainerConfig.of((long) config.maxCollections() * config.minibatches(), schedule, seed)
        .withUpdatesPerCollection(config.minibatches(), 1)
        .withEarlyEnd(all.computeBudget(), config.minKeptRatio())
        .withIntervals(config.validateEvery(), options.checkpointEvery());
  }
}
