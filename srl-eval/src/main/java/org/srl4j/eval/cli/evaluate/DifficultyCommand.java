package org.srl4j.eval.cli.evaluate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.difficulty.Difficulty;
import org.srl4j.eval.difficulty.DifficultyAnalysis;
import org.srl4j.eval.difficulty.DifficultyChart;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.PageFiles;
import org.srl4j.eval.page.StrictJson;
import org.srl4j.eval.result.EvaluationFiles;
import org.srl4j.eval.result.EvaluationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl difficulty}: what predicts that a problem is solved. */
@Command(
    name = "difficulty",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description =
        "Fits a Tribuo model that predicts from a problem's features (length, level, subject, form of"
            + " the answer, a base policy's pass rate) whether it was solved; cross-validated.",
    footer = {"", "Example: srl difficulty out/eval-math500-srl --base out/eval-math500-base"})
public final class DifficultyCommand implements Callable<Integer> {
  /** The chart, beside the report. */
  static final String CHART = "difficulty.png";

  /** The figures, beside the report. */
  static final String JSON = "difficulty.json";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Folder that srl eval wrote.")
  private Path folder;

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description =
          "Evaluation of the base policy on the same benchmark: its pass rate counts too.")
  private Path base;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = "LOGISTIC",
      description = "logistic or tree (default: logistic).")
  private DifficultyAnalysis.Kind model;

  @Option(
      names = "--folds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Of the cross-validation, from 2 (default: ${DEFAULT-VALUE}).")
  private int folds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of folds and fitting (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where difficulty.json and difficulty.png go (default: DIR).")
  private Path output;

  @Option(names = "--json", description = "One JSON object instead of lines.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    EvaluationReport report = EvaluationFiles.read(folder);
    Optional<EvaluationReport> before = Optional.empty();
    if (base != null) {
      before = Optional.of(EvaluationFiles.read(base));
      if (!before.get().run().task().equals(report.run().task())) {
        throw new IllegalArgumentException(
            "--base: is on " + before.get().run().task() + ", DIR on " + report.run().task());
      }
    }
    Difficulty difficulty = new DifficultyAnalysis(model, folds, seed).analyse(report, before);
    Path target = output == null ? folder : output;
    Files.createDirectories(target);
    PageFiles.replace(target.resolve(JSON), StrictJson.write(difficulty));
    PageFiles.replace(target.resolve(CHART), DifficultyChart.png(difficulty));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(StrictJson.write(difficulty));
    } else {
      print(difficulty, out);
      out.println(target.resolve(CHART));
    }
    return 0;
  }

  private static void print(Difficulty difficulty, PrintWriter out) {
    out.printf(
        "%d of %d problems solved%n%s, %d folds: accuracy %s %%, balanced %s %% (always the more"
            + " frequent: %s %%)%n",
        difficulty.solved(),
        difficulty.problems(),
        difficulty.model(),
        difficulty.folds(),
        Figures.percent(difficulty.accuracy()),
        Figures.percent(difficulty.balancedAccuracy()),
        Figures.percent(difficulty.majorityAccuracy()));
    difficulty.weights().entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(
            weight -> out.printf(Locale.ROOT, "%+8.3f  %s%n", weight.getValue(), weight.getKey()));
    difficulty.splits().forEach(feature -> out.println("split on " + feature));
    difficulty
        .solvedBy()
        .forEach(
            (name, group) ->
                out.printf("%s: %d of %d solved%n", name, group.solved(), group.problems()));
  }
}
