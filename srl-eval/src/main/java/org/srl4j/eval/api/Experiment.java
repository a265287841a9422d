package org.srl4j.eval.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.core.reward.Reward;
import org.srl4j.eval.compare.ArmTraining;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.EmbeddedTask;
import org.srl4j.eval.compare.setup.Preset;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.task.Task;
import org.srl4j.models.policy.PolicyModel;

/**
 * One training before it is made. Immutable: each method returns a changed copy.
 *
 * @param name in tables and charts
 * @param arm the comparison's method
 * @param start what training starts from; not changed by it
 * @param task problems; the validation split chooses the checkpoint
 * @param settings {@code key=value} over the preset quick, as for {@code srl train}
 * @param learningRate peak, above 0
 * @param seed of draws
 * @param reward of single steps; empty = the one that the settings name
 */
public record Experiment(
    String name,
    String arm,
    PolicyModel start,
    Task task,
    List<String> settings,
    double learningRate,
    long seed,
    Optional<Reward> reward) {
  private static final double LEARNING_RATE = 3e-4;

  /** Copies the settings. */
  public Experiment {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(task, "task");
    settings = List.copyOf(settings);
  }

  static Experiment of(String name, String arm, PolicyModel start) {
    return new Experiment(
        name, arm, start, Tasks.order(0), List.of(), LEARNING_RATE, 0, Optional.empty());
  }

  /** Another name in tables and charts. */
  public Experiment named(String newName) {
    return new Experiment(newName, arm, start, task, settings, learningRate, seed, reward);
  }

  /** On another task than the embedded benchmark with seed 0. */
  public Experiment on(Task newTask) {
    return new Experiment(name, arm, start, newTask, settings, learningRate, seed, reward);
  }

  /** More settings, e.g. {@code srl.group_size=16}; see {@code srl train --help}. */
  public Experiment with(String... keyValues) {
    List<String> all = new ArrayList<>(settings);
    all.addAll(List.of(keyValues));
    return new Experiment(name, arm, start, task, all, learningRate, seed, reward);
  }

  /** Another peak of the learning rate, above 0. */
  public Experiment learningRate(double rate) {
    return new Experiment(name, arm, start, task, settings, rate, seed, reward);
  }

  /** Other draws. */
  public Experiment seed(long newSeed) {
    return new Experiment(name, arm, start, task, settings, learningRate, newSeed, reward);
  }

  /**
   * A reward of single steps of your own.
   *
   * @throws IllegalArgumentException for a method that has no step reward
   */
  public Experiment reward(Reward own) {
    if (!arm.equals("srl")) {
      throw new IllegalArgumentException("reward: only SRL rewards steps, this is " + name);
    }
    return new Experiment(name, arm, start, task, settings, learningRate, seed, Optional.of(own));
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
   */
  public ExperimentRun run(Path folder) throws IOException {
    ComparisonConfig config = Preset.load(EmbeddedTask.ORDER, "quick", Optional.empty(), settings);
    ArmTraining.Choice choice =
        new ArmTraining.Choice(arm, seed, learningRate, 0, List.of("notebook", name));
    ArmTraining training = new ArmTraining(config, new OneTask(), choice, List.of());
    return OneAtATime.call(stop -> train(training, folder, stop));
  }

  private ExperimentRun train(ArmTraining training, Path folder, BooleanSupplier stop)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    ArmTraining.Watch watch =
        new ArmTraining.Watch(warnings::add, updates -> new LiveProgress(name, updates), stop);
    ArmTraining.Trained done = training.run(start, reward, folder, watch);
    ExperimentRun run = new ExperimentRun(name, done.run(), done.policy(), folder);
    Experiments.ended(run);
    return run;
  }

  /** The comparison asks for a task a seed; this is the same for every seed. */
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
