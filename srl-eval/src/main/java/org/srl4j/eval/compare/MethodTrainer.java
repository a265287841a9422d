package org.srl4j.eval.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.srl4j.core.train.ExperienceSource;
import org.srl4j.core.train.Trainer;
import org.srl4j.core.train.TrainerConfig;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.core.train.files.Disk;
import org.srl4j.core.train.run.CompletionsWriter;
import org.srl4j.core.train.run.Diagnosis;
import org.srl4j.core.train.run.FirstCollection;
import org.srl4j.core.train.run.FlatRun;
import org.srl4j.core.train.run.MetricsWriter;
import org.srl4j.core.train.run.RunFolder;
import org.srl4j.core.train.run.RunSession;
import org.srl4j.eval.method.Limits;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Training;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffLearner;
import org.srl4j.models.policy.SameDiffPolicy;

/**
 * Trains one method at one learning rate. Every run has a policy, a learner and a folder of its
 * own.
 */
final class MethodTrainer {
  private static final int COMPLETIONS_EVERY = 10;

  private final SeedContext context;

  private final Options options;

  /**
   * What a single training may ask for beside the comparison's own way.
   *
   * @param checkpointEvery updates between checkpoints; 0 = only at the end
   * @param resume whether to go on from the folder's latest checkpoint, if it holds one
   * @param progress makes a listener when the largest number of updates is known
   * @param log told of damaged checkpoints and of what looks wrong, a line each
   */
  record Options(
      int checkpointEvery,
      boolean resume,
      LongFunction<TrainingListener> progress,
      Consumer<String> log) {
    /** The comparison's own way. */
    static Options comparison(Consumer<String> log) {
      return new Options(0, false, updates -> new TrainingListener() {}, log);
    }
  }

  MethodTrainer(SeedContext context) {
    this(context, Options.comparison(line -> {}));
  }

  MethodTrainer(SeedContext context, Options options) {
    this.context = context;
    this.options = options;
  }

  /** The base: nothing is trained, only validated. */
  MethodRun untrained(Method method, PolicyModel base) {
    try (SameDiffPolicy policy = new SameDiffPolicy(base.copy(1))) {
      double accuracy = context.validator(method, base).accuracy(policy);
      float[] parameters = base.parameterValues();
      return new MethodRun(Double.NaN, accuracy, 0, parameters, Optional.empty(), List.of(), 0);
    }
  }

  /** Trains from the given start, in a folder made for this run. */
  MethodRun train(Method method, PolicyModel start, double learningRate) {
    Path path = context.folder().resolve(method.name()).resolve("lr-" + learningRate);
    Map<String, Object> facts =
        Map.of("method", method.name(), "seed", context.seed(), "task", context.task().version());
    return train(
        method, start, learningRate, config -> RunFolder.create(path, false, config, facts));
  }

  /** Trains from the given start, in the folder of a trainer's config. */
  MethodRun train(
      Method method,
      PolicyModel start,
      double learningRate,
      Function<TrainerConfig, RunFolder> place) {
    PolicyModel model = start.copy(1);
    Training training = method.trained();
    Limits limits = limits();
    List<String> notes = new ArrayList<>();
    ExperienceSource source = training.source(context.lesson(), model.tokenizer(), notes::add);
    CurveRecorder curve = new CurveRecorder();
    try (SameDiffPolicy policy = new SameDiffPolicy(model);
        SameDiffLearner learner =
            new SameDiffLearner(model, training.learner(context.task(), limits))) {
      TrainerConfig config = training.trainer(context.lesson(), learningRate, limits);
      RunFolder folder = place.apply(config);
      context.validationNote(model).ifPresent(notes::add);
      Consumer<String> trouble =
          line -> {
            tell(method, line);
            warn(folder, line);
          };
      notes.forEach(trouble);
      Trainer trainer =
          new Trainer(policy, learner, source, config)
              .validateWith(context.validator(method, model))
              .listen(curve)
              .listen(new MetricsWriter(folder.metricsFile()))
              .listen(new CompletionsWriter(folder.completionsFile(), COMPLETIONS_EVERY))
              .listen(new FirstCollection(line -> say(method, line)))
              .listen(new FlatRun(trouble))
              .listen(new Diagnosis(line -> warn(folder, line), line -> tell(method, line)))
              .listen(options.progress().apply(config.maxUpdates()))
              .saveTo(folder.checkpoints())
              .stopWhen(context.stopRequested());
      TrainingResult result = run(trainer, folder, start);
      return new MethodRun(
          learningRate,
          result.state().best().accuracy(),
          result.state().best().tieBreak(),
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

  private void tell(Method method, String trouble) {
    say(method, "warning: " + trouble);
  }

  private void say(Method method, String line) {
    options.log().accept("seed " + context.seed() + ", " + method.label() + ": " + line);
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

  private Limits limits() {
    Limits all = context.config().trainingLimits();
    return new Limits(
        all.computeBudget(),
        options.checkpointEvery(),
        all.microBatchTokens(),
        all.gradientCheckpointing());
  }

  /** How a method's learner updates. */
  LearnerConfig learnerConfig(Method method) {
    return method.trained().learner(context.task(), limits());
  }
}
