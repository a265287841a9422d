package org.srl4j.eval.cli.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.core.train.files.FolderLock;
import org.srl4j.eval.cli.part.Progress;
import org.srl4j.eval.cli.part.StopSignal;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.compare.SingleTraining;
import org.srl4j.eval.compare.forecast.Forecaster;
import org.srl4j.eval.compare.graph.Node;
import org.srl4j.eval.compare.graph.RunGraph;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.method.Method;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code srl train}: one method alone. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Trains one method of the comparison, in the comparison's own way and with its settings.",
      "Writes config.yaml, run.json, sessions.jsonl, metrics.jsonl, completions.jsonl and"
          + " checkpoints/ (the newest three and the best)."
    },
    footer = {
      "",
      "Example: srl train --method srl --preset smoke --learning-rate 3e-4 --output out/srl",
      "Ctrl-C saves a checkpoint; the same command with --resume goes on from it."
    })
public final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ResumeOptions keeping;

  @Mixin private RecipeOptions recipe;

  @Option(
      names = "--method",
      required = true,
      paramLabel = "NAME",
      description =
          "sft_outline, sft_full, sft_friendly, rlvr, srl, srl_unfiltered, whole_solution, with"
              + " --model srl_rlvr, srl_srl, rlvr_rlvr, or a method that the config adds.")
  private String method;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of problems and draws (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      defaultValue = "3e-4",
      description = "Peak, above 0 (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--dry-run",
      description =
          "Read everything, measure a little on the start, print time and memory, and stop. Writes"
              + " nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    long began = System.nanoTime();
    ComparisonConfig settings = recipe.load();
    requireChoice(settings);
    if (dryRun) {
      return forecast(settings, began);
    }
    try (FolderLock lock = keeping.take("train-" + method);
        StopSignal stop = StopSignal.install(spec.commandLine().getErr())) {
      return run(settings, lock, stop);
    }
  }

  private int forecast(ComparisonConfig settings, long began) throws IOException {
    Progress progress = new Progress(spec.commandLine().getErr());
    TaskSetup setup = TaskSetup.of(settings, progress::line);
    Node alone = new Node(method, Node.Kind.TRAINING, method, seed, learningRate, "", List.of());
    RunGraph graph = new RunGraph(seed, List.of(alone));
    new Forecaster(settings, setup, graph, shippedBases(settings), progress::line)
        .measure((System.nanoTime() - began) * 1e-9)
        .lines()
        .forEach(spec.commandLine().getOut()::println);
    return 0;
  }

  private int run(ComparisonConfig settings, FolderLock lock, StopSignal stop) throws IOException {
    try {
      run(settings, shippedBases(settings), lock.folder(), stop);
      lock.requireThere();
      spec.commandLine().getOut().println(lock.folder());
      return stop.exitCode();
    } catch (IllegalArgumentException e) {
      keeping.refused(lock);
      throw e;
    }
  }

  /** Refuses before anything is made, in the words of the command line. */
  private void requireChoice(ComparisonConfig settings) throws IOException {
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new IllegalArgumentException("--learning-rate: must be above 0, got " + learningRate);
    }
    keeping.checkpointEvery();
    Method chosen = settings.methods().named(method);
    chosen.trained();
    if (chosen.from().isPresent() && settings.initFrom().isEmpty()) {
      throw new IllegalArgumentException(
          "--model: "
              + method
              + " starts from a trained "
              + chosen.from().get()
              + "; name its folder");
    }
  }

  /** Makes the user's own classes known, as the command line names them. */
  void useOwnClasses() throws IOException {
    recipe.useOwnClasses();
  }

  /** Base policies that come with the toolkit for these problems. */
  static List<Path> shippedBases(ComparisonConfig settings) {
    return RecipeOptions.shippedBases(settings);
  }

  /**
   * Trains with these options but for the config.
   *
   * @param settings instead of the config that the options name
   * @param bases where ready base policies are looked for
   * @param folder of the run
   */
  TrainingResult run(ComparisonConfig settings, List<Path> bases, Path folder, BooleanSupplier stop)
      throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err);
    SingleTraining training =
        new SingleTraining(
            settings, TaskSetup.of(settings, progress::line), choice(), bases, Optional.empty());
    SingleTraining.Watch watch =
        new SingleTraining.Watch(
            progress::line, updates -> new TrainingProgress(updates, progress), stop);
    TrainingResult result = training.run(folder, keeping.resume(), watch).run().result();
    progress.line(describe(result));
    return result;
  }

  private SingleTraining.Choice choice() {
    ParseResult parsed = spec.commandLine().getParseResult();
    List<String> words = parsed == null ? List.of() : parsed.originalArgs();
    return new SingleTraining.Choice(method, seed, learningRate, keeping.checkpointEvery(), words);
  }

  /** Why and where training ended. */
  static String describe(TrainingResult result) {
    return String.format(
        "ended after %d updates (%s); best validation %.4f at update %d",
        result.state().update(),
        result.reason().name().toLowerCase(Locale.ROOT),
        result.state().best().accuracy(),
        result.state().best().update());
  }
}
