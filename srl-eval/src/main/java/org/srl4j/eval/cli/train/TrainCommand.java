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
import org.srl4j.eval.cli.part.OutputOptions;
import org.srl4j.eval.cli.part.Progress;
import org.srl4j.eval.cli.part.StopSignal;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.compare.SingleTraining;
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
      "Writes config.yaml, run.json, sessions.jsonl, metrics.jsonl, completions.jsonl and",
      "checkpoints/ (the newest three and the best)."
    },
    footer = {
      "",
      "Example: srl train --method srl --preset smoke --learning-rate 3e-4 --output out/srl",
      "Ctrl-C saves a checkpoint; the same command with --resume goes on from it."
    })
public final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private OutputOptions output;

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
      names = "--checkpoint-every",
      paramLabel = "N",
      defaultValue = "20",
      description = "Updates between checkpoints, 0 = only at the end (default: ${DEFAULT-VALUE}).")
  private int checkpointEvery;

  @Option(
      names = "--resume",
      description =
          "Go on from the newest intact checkpoint in --output, as if the run had never ended; from"
              + " the start if there is none.")
  private boolean resume;

  @Override
  public Integer call() throws IOException {
    ComparisonConfig settings = recipe.load();
    requireChoice(settings);
    String name = "train-" + method;
    Path folder = resume ? output.resumed(name) : output.create(name);
    try (StopSignal stop = StopSignal.install(spec.commandLine().getErr())) {
      run(settings, shippedBases(settings), folder, stop);
      spec.commandLine().getOut().println(folder);
      return stop.exitCode();
    } catch (IllegalArgumentException e) {
      if (!resume) {
        OutputOptions.removeUnused(folder);
      }
      throw e;
    }
  }

  /** Refuses before anything is made, in the words of the command line. */
  private void requireChoice(ComparisonConfig settings) throws IOException {
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new IllegalArgumentException("--learning-rate: must be above 0, got " + learningRate);
    }
    if (checkpointEvery < 0) {
      throw new IllegalArgumentException(
          "--checkpoint-every: must be at least 0, got " + checkpointEvery);
    }
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
    TrainingResult result = training.run(folder, resume, watch).run().result().orElseThrow();
    progress.line(describe(result));
    return result;
  }

  private SingleTraining.Choice choice() {
    ParseResult parsed = spec.commandLine().getParseResult();
    List<String> words = parsed == null ? List.of() : parsed.originalArgs();
    return new SingleTraining.Choice(method, seed, learningRate, checkpointEvery, words);
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
