package org.srl4j.eval.cli.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.srl4j.core.train.files.SealedFolder;
import org.srl4j.core.train.run.Reproduction;
import org.srl4j.core.train.run.RunFolder;
import org.srl4j.core.train.run.RunSession;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.compare.SingleTraining;
import org.srl4j.eval.compare.graph.ComparisonFolder;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.config.ConfigLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl verify}: re-runs the first updates of a run and compares with the record. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Looks whether a row of metrics.jsonl or completions.jsonl was changed since it was written"
          + " (its chain), in a run or in all runs of a comparison. Then makes the first updates of a run"
          + " of srl train again and compares every row with the recorded ones, all fields but times, all"
          + " digits."
    },
    footer = {
      "",
      "Files that the run's command line names are looked for where it was started.",
      "Exit code 0 if all rows are the same, 1 if not.",
      "",
      "Example: srl verify out/train-srl --updates 6",
      "Example: srl verify out/train-srl --all",
      "Example: srl verify out/compare-quick"
    })
public final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN_DIR", description = "Folder of a run.")
  private Path run;

  @Option(
      names = "--updates",
      paramLabel = "N",
      defaultValue = "4",
      description =
          "Updates to make again, at least 1; a collection that was begun is finished (default:"
              + " ${DEFAULT-VALUE}).")
  private int updates;

  @Option(
      names = "--all",
      description = "Make the whole run again; of a comparison the whole comparison.")
  private boolean all;

  @Override
  public Integer call() throws IOException {
    if (updates < 1) {
      throw new IllegalArgumentException("--updates: must be at least 1, got " + updates);
    }
    if (ComparisonFolder.isComparison(run)) {
      return new ComparisonCheck(run, spec.commandLine()).call(all);
    }
    RunFolder recorded = RunFolder.open(run);
    if (!ComparisonCheck.holds(recorded, run.toString(), spec.commandLine().getOut())) {
      return spec.exitCodeOnExecutionException();
    }
    return again(recorded);
  }

  private int again(RunFolder recorded) throws IOException {
    TrainCommand command = command(recorded);
    command.useOwnClasses();
    ComparisonConfig config =
        ConfigLoader.load(ComparisonConfig.class, run.resolve(SingleTraining.CONFIG), List.of());
    Path again = Files.createTempDirectory("srl-verify");
    try {
      List<Path> bases = new ArrayList<>(TrainCommand.shippedBases(config));
      bases.add(run.resolve("bases"));
      Path metrics = again.resolve("metrics.jsonl");
      command.run(config, bases, again, all ? () -> false : rowsReached(metrics));
      return report(recorded, RunFolder.open(again));
    } finally {
      SealedFolder.delete(again);
    }
  }

  /** The command that made the run, with its options. */
  private TrainCommand command(RunFolder recorded) {
    List<String> words = new ArrayList<>();
    recorded.facts().path("command").forEach(word -> words.add(word.asText()));
    int first = words.indexOf("train");
    if (first < 0) {
      throw new IllegalArgumentException(
          run
              + ": its rows are as they were written, but run.json has no command of srl train, so"
              + " it cannot be made again alone; for a run of a comparison: srl verify FOLDER --all,"
              + " with the folder of the comparison");
    }
    TrainCommand command = new TrainCommand();
    CommandLine parser = new CommandLine(command);
    parser.setErr(spec.commandLine().getErr());
    parser.setCaseInsensitiveEnumValuesAllowed(true);
    parser.parseArgs(
        words.subList(first + 1, words.size()).stream()
            .filter(word -> !word.equals("--resume"))
            .toArray(String[]::new));
    return command;
  }

  /** Says stop when the rows of so many updates are written, that before training not counted. */
  private BooleanSupplier rowsReached(Path metrics) {
    return () -> {
      try {
        return Files.exists(metrics) && Files.readAllLines(metrics).size() > updates;
      } catch (IOException e) {
        throw new IllegalStateException("reading " + metrics + " failed: " + e.getMessage(), e);
      }
    };
  }

  private static String startWeights(RunFolder folder) {
    return RunSession.read(folder).stream()
        .map(row -> row.path("weights_sha256").asText(""))
        .findFirst()
        .orElse("");
  }

  private int report(RunFolder recorded, RunFolder again) {
    PrintWriter out = spec.commandLine().getOut();
    for (String name : List.of("git_revision", "java_version", "nd4j_version", "host")) {
      JsonNode before = recorded.facts().path(name);
      JsonNode now = again.facts().path(name);
      if (!before.equals(now)) {
        out.println("differs: " + name + " was " + before.asText() + ", is " + now.asText());
      }
    }
    String weights = startWeights(recorded);
    if (!weights.equals(startWeights(again))) {
      out.println("differs: SHA-256 of the weights it starts from was " + weights);
    }
    Reproduction result = Reproduction.of(recorded, again);
    String compared =
        result.metrics() + " rows of metrics.jsonl, " + result.completions() + " of completions";
    if (result.metrics() == 0) {
      throw new IllegalArgumentException(
          run + ": the run made again wrote no row of metrics.jsonl, so nothing was compared");
    }
    if (result.difference().isEmpty()) {
      out.println("reproduced: " + compared + " are the same in all digits");
      return 0;
    }
    out.println("not reproduced: " + result.difference().get() + " (compared " + compared + ")");
    return spec.exitCodeOnExecutionException();
  }
}
