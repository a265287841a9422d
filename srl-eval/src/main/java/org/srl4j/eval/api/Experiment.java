package org.srl4j.eval.api;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.srl4j.core.advantage.AdvantageEstimator;
import org.srl4j.core.objective.Objective;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.core.train.files.FolderLock;
import org.srl4j.eval.compare.SingleTraining;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.Recipe;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Methods;
import org.srl4j.eval.method.Reinforcement;
import org.srl4j.eval.task.Task;
import org.srl4j.models.policy.PolicyModel;

/**
 * One training before it is made. Immutable: each method returns a changed copy.
 *
 * @param name in tables and charts
 * @param method the method as it comes with the toolkit, or a value of your own
 * @param change what is made of the method once the settings have changed it
 * @param start what training starts from; not changed by it
 * @param task problems; the validation split chooses the checkpoint
 * @param settings {@code key=value} over the preset quick, as for {@code srl train}
 * @param learningRate peak, above 0
 * @param seed of draws
 */
public record Experiment(
    String name,
    Method method,
    UnaryOperator<Method> change,
    PolicyModel start,
    Task task,
    List<String> settings,
    double learningRate,
    long seed) {
  private static final System.Logger LOG = System.getLogger(Experiment.class.getName());
  private static final double LEARNING_RATE = 3e-4;

  /** Copies the settings. */
  public Experiment {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(task, "task");
    settings = List.copyOf(settings);
  }

  static Experiment of(String name, Method method, PolicyModel start) {
    UnaryOperator<Method> same = UnaryOperator.identity();
    return new Experiment(name, method, same, start, Tasks.order(0), List.of(), LEARNING_RATE, 0);
  }

  /** Another name in tables and charts. */
  public Experiment named(String newName) {
    return new Experiment(newName, method, change, start, task, settings, learningRate, seed);
  }

  /** On another task than the embedded benchmark with seed 0. */
  public Experiment on(Task newTask) {
    return new Experiment(name, method, change, start, newTask, settings, learningRate, seed);
  }

  /** More settings, e.g. {@code methods.srl.group_size=16}; see {@code srl train --help}. */
  public Experiment with(String... keyValues) {
    List<String> all = new ArrayList<>(settings);
    all.addAll(List.of(keyValues));
    return new Experiment(name, method, change, start, task, all, learningRate, seed);
  }

  /** Another peak of the learning rate, above 0. */
  public Experiment learningRate(double rate) {
    return new Experiment(name, method, change, start, task, settings, rate, seed);
  }

  /** Other draws. */
  public Experiment seed(long newSeed) {
    return new Experiment(name, method, change, start, task, settings, learningRate, newSeed);
  }

  /**
   * A reward of your own: of single steps in SRL, of final answers in RLVR.
   *
   * @throws IllegalArgumentException for a method that learns from no rollouts
   */
  public Experiment reward(RolloutReward own) {
    return changing("reward", rollouts -> rollouts.withReward(own));
  }

  /**
   * An advantage estimator of your own.
   *
   * @throws IllegalArgumentException for a method that learns from no rollouts
   */
  public Experiment advantage(AdvantageEstimator own) {
    return changing("advantage", rollouts -> rollouts.withAdvantage(own));
  }

  /**
   * An objective of your own.
   *
   * @throws IllegalArgumentException for a method that learns from no rollouts
   */
  public Experiment objective(Objective own) {
    return changing("objective", rollouts -> rollouts.withObjective(own));
  }

  private Experiment changing(String what, UnaryOperator<Reinforcement> own) {
    method.withRollouts(what, own); // refused here, not when the run begins
    UnaryOperator<Method> both = m -> change.apply(m).withRollouts(what, own);
    return new Experiment(name, method, both, start, task, settings, learningRate, seed);
  }

  /** Trains in a folder below the system's temporary one. */
  public ExperimentRun run() throws IOException {
    return run(Files.createTempDirectory("srl4j-run"));
  }

  /**
   * Trains, and shows progress in the running cell. An interrupt ends it after the present
   * collection; the run then has what was done and its thread stays interrupted.
   *
   * @param folder of the run: absent or empty
   * @throws IllegalStateException if another process, or another cell, works in the folder
   */
  public ExperimentRun run(Path folder) throws IOException {
    SingleTraining.Watch watch =
        new SingleTraining.Watch(
            line -> LOG.log(Level.INFO, line),
            updates -> new LiveProgress(name, updates),
            () -> false);
    try (FolderLock lock = FolderLock.take(folder)) {
      return run(lock.folder(), new Conduct(List.of("notebook", name), 0, false, watch));
    }
  }

  /**
   * How a training is kept and watched.
   *
   * @param command words that are recorded, so that the run can be made again
   * @param checkpointEvery updates between checkpoints, at least 0; 0 = only at the end
   * @param resume go on from the folder's newest intact checkpoint; from the start if it has none
   * @param watch who is told and asked
   */
  public record Conduct(
      List<String> command, int checkpointEvery, boolean resume, SingleTraining.Watch watch) {}

  /**
   * Trains, and can be resumed. An interrupt ends it like the watch's request to stop.
   *
   * @param folder of the run: absent or empty, or to be resumed that of this experiment; the caller
   *     has its {@link FolderLock}
   * @throws IllegalArgumentException if the folder's run began as another experiment
   */
  public ExperimentRun run(Path folder, Conduct conduct) throws IOException {
    SingleTraining.Choice choice =
        new SingleTraining.Choice(
            method.name(), seed, learningRate, conduct.checkpointEvery(), conduct.command());
    SingleTraining training =
        new SingleTraining(config(), new OneTask(), choice, List.of(), Optional.of(start));
    SingleTraining.Watch watch = conduct.watch();
    return OneAtATime.call(
        stop -> {
          SingleTraining.Watch both =
              new SingleTraining.Watch(
                  watch.log(),
                  watch.progress(),
                  () -> stop.getAsBoolean() || watch.stopRequested().getAsBoolean());
          SingleTraining.Trained done = training.run(folder, conduct.resume(), both);
          ExperimentRun run = new ExperimentRun(name, done.run(), done.policy(), folder);
          Experiments.ended(run);
          return run;
        });
  }

  /**
   * The preset quick with this experiment's method and settings.
   *
   * @throws IllegalArgumentException if a setting is unknown or out of range
   */
  public ComparisonConfig config() throws IOException {
    ComparisonConfig config = Recipe.of("order").config(Optional.of("quick"), settings);
    return config.with(change.apply(told(config)));
  }

  /**
   * The settings change methods that come with the toolkit; a value of one's own stays as it is.
   */
  private Method told(ComparisonConfig config) {
    Methods builtIn = Methods.builtIn();
    if (builtIn.has(method.name()) && builtIn.named(method.name()).equals(method)) {
      return config.methods().named(method.name());
    }
    for (String setting : settings) {
      if (setting.startsWith("methods." + method.name() + ".")) {
        throw new IllegalArgumentException(
            setting + ": " + name + " is a method of your own; change its value instead");
      }
    }
    return method;
  }

  /** The comparison asks for a task for each seed; this is the same for every seed. */
  private final class OneTask implements TaskSetup {
    @Override
    public Task task(long ofSeed) {
      return task;
    }

    @Override
    public Tokenizer tokenizer() {
      return start.tokenizer();
    }

    @Override
    public String description() {
      return task.name() + " " + task.version();
    }
  }
}
