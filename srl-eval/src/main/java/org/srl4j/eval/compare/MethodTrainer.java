package org.srl4j.eval.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.srl4j.core.train.ExperienceSource;
import org.srl4j.core.train.Trainer;
import org.srl4j.core.train.TrainerConfig;
import org.srl4j.core.train.TrainerState;
import org.srl4j.core.train.TrainingListener;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.core.train.run.CompletionsWriter;
import org.srl4j.core.train.run.Diagnosis;
import org.srl4j.core.train.run.FirstCollection;
import org.srl4j.core.train.run.FlatRun;
import org.srl4j.core.train.run.MetricsRows;
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
   * How a training is kept and watched.
   *
   * @param checkpointEvery updates between checkpoints; 0 = only at the end
   * @param resume whether the folder holds this run, to be gone on with
   * @param progress makes a listener when the largest number of updates is known
   * @param log told of damaged checkpoints and of what looks wrong, a line each
   */
  record Options(
      int checkpointEvery,
      boolean resume,
      LongFunction<TrainingListener> progress,
      Consumer<String> log) {}

  MethodTrainer(SeedContext context, Options options) {
    this.context = context;
    this.options = options;
  }

  /**
   * Trains from the given start.
   *
   * @param folder of the run, made for it if it holds none
   */
  MethodRun train(Method method, PolicyModel start, double learningRate, Path folder) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("method", method.name());
    facts.put("seed", context.seed());
    facts.put("task", context.task().version());
    return train(
        method,
        start,
        learningRate,
        config ->
            options.resume()
                ? RunFolder.open(folder)
                : RunFolder.create(folder, false, config, facts));
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
    try (SameDiffPolicy policy = new SameDiffPolicy(model);
        SameDiffLearner learner =
            new SameDiffLearner(model, training.learner(context.task(), limits))) {
      TrainerConfig config = training.trainer(context.lesson(), learningRate, limits);
      RunFolder folder = place.apply(config);
      context.validationNote(model).ifPresent(notes::add);
      notes.forEach(line -> tell(method, line));
      Warnings warnings = new Warnings(folder.path(), List.copyOf(notes));
      Diagnosis diagnosis = new Diagnosis(warnings::add, line -> tell(method, line));
      Trainer trainer =
          new Trainer(policy, learner, source, config)
              .validateWith(context.validator(method, model))
              .listen(warnings)
              .listen(new MetricsWriter(folder.metricsFile()))
              .listen(new CompletionsWriter(folder.completionsFile(), COMPLETIONS_EVERY))
              .listen(new FirstCollection(line -> say(method, line)))
              .listen(new FlatRun(warnings::add, line -> tell(method, line)))
              .listen(earlierRows(folder, diagnosis))
              .listen(diagnosis)
              .listen(options.progress().apply(config.maxUpdates()))
              .saveTo(folder.checkpoints())
              .stopWhen(context.stopRequested());
      TrainingResult result = run(trainer, folder, start);
      CurveRecorder curve = CurveRecorder.of(folder.metricsFile());
      return new MethodRun(
          learningRate,
          result.state().best().accuracy(),
          result.state().best().tieBreak(),
          learner.parameters(),
          result,
          curve.points(),
          curve.rollouts(),
          curve.seconds());
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

  /** A diagnosis compares with the first rows, which an earlier session may have written. */
  private static TrainingListener earlierRows(RunFolder folder, Diagnosis diagnosis) {
    return new TrainingListener() {
      @Override
      public void beforeTraining(TrainerState state) {
        MetricsRows.tell(folder.metricsFile(), diagnosis);
      }
    };
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
