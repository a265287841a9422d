package org.srl4j.eval.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.NegativeLogLikelihood;
import org.srl4j.core.train.ExperienceSource;
import org.srl4j.core.train.LearningRateSchedule;
import org.srl4j.core.train.Trainer;
import org.srl4j.core.train.TrainerConfig;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.core.train.run.CompletionsWriter;
import org.srl4j.core.train.run.MetricsWriter;
import org.srl4j.core.train.run.RunFolder;
import org.srl4j.core.train.source.DemonstrationSource;
import org.srl4j.eval.harness.HeldOutValidator;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffLearner;
import org.srl4j.models.policy.SameDiffPolicy;

/** Trains one arm at one learning rate. Every run has a policy, a learner and a folder of its own. */
final class ArmTrainer {
  private static final long MINIBATCHES = 31;
  private static final int COMPLETIONS_EVERY = 10;

  private final ArmContext context;

  ArmTrainer(ArmContext context) {
    this.context = context;
  }

  /** The base: nothing is trained, only validated. */
  ArmRun untrained(Arm arm, PolicyModel base) {
    try (SameDiffPolicy policy = new SameDiffPolicy(base.copy(1))) {
      double accuracy = context.validator(arm).accuracy(policy);
      float[] parameters = base.parameters().values().clone();
      return new ArmRun(Double.NaN, accuracy, parameters, Optional.empty(), List.of(), 0);
    }
  }

  /** Trains from the given start. */
  ArmRun train(Arm arm, PolicyModel start, double learningRate) {
    PolicyModel model = start.copy(1);
    ExperienceSource source = ArmSource.of(arm, context, model.tokenizer());
    HeldOutValidator validator = context.validator(arm);
    CurveRecorder curve = new CurveRecorder();
    try (SameDiffPolicy policy = new SameDiffPolicy(model);
        SameDiffLearner learner = new SameDiffLearner(model, learnerConfig(arm))) {
      TrainerConfig config = trainerConfig(arm, source, learningRate);
      RunFolder folder = folder(arm, learningRate, config);
      TrainingResult result =
          new Trainer(policy, learner, source, config)
              .validateWith(validator)
              .listen(curve)
              .listen(new MetricsWriter(folder.metricsFile()))
              .listen(new CompletionsWriter(folder.completionsFile(), COMPLETIONS_EVERY))
              .saveTo(folder.checkpoints())
              .stopWhen(context.stopRequested())
              .train();
      return new ArmRun(
          learningRate,
          result.state().best().accuracy(),
          learner.parameters(),
          Optional.of(result),
          curve.points(),
          curve.rollouts());
    }
  }

  private RunFolder folder(Arm arm, double learningRate, TrainerConfig config) {
    Path path = context.folder().resolve(arm.name()).resolve("lr-" + learningRate);
    Map<String, Object> facts =
        Map.of("arm", arm.name(), "seed", context.seed(), "task", context.task().version());
    return RunFolder.create(path, false, config, facts);
  }

  private static LearnerConfig learnerConfig(Arm arm) {
    boolean imitates = arm.kind().expertText().isPresent();
    return LearnerConfig.of(
        imitates ? new NegativeLogLikelihood() : ClippedPolicyGradient.defaults(),
        imitates ? LossAggregation.dapo() : LossAggregation.grpo(),
        AdamWConfig.defaults());
  }

  private TrainerConfig trainerConfig(Arm arm, ExperienceSource source, double learningRate) {
    ComparisonConfig all = context.config();
    long seed = Seeds.derive(context.seed(), MINIBATCHES);
    if (source instanceof DemonstrationSource demonstrations) {
      SftArmConfig sft = all.sft();
      long updates = demonstrations.collections();
      long warmup = Math.round(sft.warmupRatio() * updates);
      return TrainerConfig.of(
              updates, LearningRateSchedule.cosine(learningRate, warmup, 0), seed)
          .withIntervals(Math.max(1, updates / sft.validations()), 0);
    }
    RolloutArmConfig config = arm.kind() == Arm.Kind.RLVR ? all.rlvr() : all.srl();
    LearningRateSchedule schedule =
        new LearningRateSchedule(
            learningRate, config.warmupUpdates(), LearningRateSchedule.Shape.CONSTANT, 1);
    return TrainerConfig.of((long) config.maxCollections() * config.minibatches(), schedule, seed)
        .withUpdatesPerCollection(config.minibatches(), 1)
        .withEarlyEnd(all.computeBudget(), config.minKeptRatio())
        .withIntervals(config.validateEvery(), 0);
  }
}
