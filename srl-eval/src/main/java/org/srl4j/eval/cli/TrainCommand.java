package org.srl4j.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.srl4j.core.train.TrainingResult;
import org.srl4j.eval.compare.ArmTraining;
import org.srl4j.eval.compare.ComparisonConfig;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.models.policy.PolicyModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl train}: one method alone. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Trains one arm of the comparison, in the comparison's own way and with its settings.",
      "Writes config.json, metrics.jsonl, completions.jsonl and checkpoints/ (latest and best)."
    },
    footer = {
      "",
      "Example: srl train --arm srl --preset smoke --learning-rate 3e-4 --output out/srl",
      "Ctrl-C saves a checkpoint; the same command with --resume goes on from it."
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private OutputOptions output;

  @Mixin private ConfigOptions config;

  @Mixin private TaskOptions task;

  @Option(
      names = "--arm",
      required = true,
      paramLabel = "NAME",
      description =
          "sft_outline, sft_full, sft_friendly, rlvr, srl, srl_unfiltered, whole_solution, or with"
              + " --init srl_rlvr, srl_srl, rlvr_rlvr.")
  private String arm;

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
      names = "--init",
      paramLabel = "DIR",
      description = "Start from this checkpoint or run instead of the base policy.")
  private Path init;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      defaultValue = "20",
      description = "Updates between checkpoints, 0 = only at the end (default: ${DEFAULT-VALUE}).")
  private int checkpointEvery;

  @Option(
      names = "--resume",
      description = "Go on from the latest checkpoint in --output, if there is one.")
  private boolean resume;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err);
    ComparisonConfig resolved = config.load();
    ArmTraining training =
        new ArmTraining(
            resolved, task.setup(resolved, progress::line), choice(), task.shippedBases());
    boolean goesOn = resume && Files.exists(output.folder("train-" + arm));
    Path folder = goesOn ? output.folder("train-" + arm) : output.create("train-" + arm);
    try (StopSignal stop = StopSignal.install(err)) {
      ArmTraining.Watch watch =
          new ArmTraining.Watch(
              progress::line, updates -> new TrainingProgress(updates, err), stop);
      TrainingResult result = training.run(folder, goesOn, watch);
      Files.writeString(folder.resolve("config.yaml"), ConfigWriter.toYaml(resolved));
      progress.line(describe(result));
      spec.commandLine().getOut().println(folder);
      return stop.exitCode();
    }
  }

  private ArmTraining.Choice choice() throws IOException {
    Optional<PolicyModel> start =
        init == null ? Optional.empty() : Optional.of(ModelOptions.load("--init", init));
    return new ArmTraining.Choice(arm, seed, learningRate, start, checkpointEvery);
  }

  private static String describe(TrainingResult result) {
    return String.format(
        "ended after %d updates (%s); best validation %.4f at update %d",
        result.state().update(),
        result.reason().name().toLowerCase(Locale.ROOT),
        result.state().best().accuracy(),
        result.state().best().update());
  }
}
