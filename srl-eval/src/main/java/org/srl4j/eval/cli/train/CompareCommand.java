package org.srl4j.eval.cli.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.srl4j.core.train.files.Disk;
import org.srl4j.core.train.files.FolderLock;
import org.srl4j.eval.cli.part.Progress;
import org.srl4j.eval.cli.part.StopSignal;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.compare.Comparison;
import org.srl4j.eval.compare.ReportAssembly;
import org.srl4j.eval.compare.TribuoFiles;
import org.srl4j.eval.compare.benchmarks.AskedBenchmarks;
import org.srl4j.eval.compare.forecast.Forecaster;
import org.srl4j.eval.compare.graph.ComparisonRecord;
import org.srl4j.eval.compare.graph.RunGraph;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.eval.method.Methods;
import org.srl4j.eval.report.ComparisonReport;
import org.srl4j.eval.report.MethodResult;
import org.srl4j.eval.report.ReportWriter;
import org.srl4j.eval.report.RunResult;
import org.srl4j.eval.task.LeftOut;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl compare}: the main job. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = "Compares the base policy with SFT, RLVR, SRL and SRL→RLVR and writes a report.",
    footer = {
      "",
      "Example: srl compare --recipe repair --preset quick",
      "Example: srl compare --preset quick --output out/first methods.srl.group_size=4",
      "Example: srl compare --recipe gsm8k-small --model Qwen2.5-0.5B-Instruct --dry-run",
      "Figures: OUTPUT/report.html, report.md, report.json; every run's metrics.jsonl beside them.",
      "Ctrl-C: runs end after their current collection and the report is written of what is done;",
      "the same command with --resume goes on, also after a kill, and ends as if nothing had been.",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or bad input, 3 done but for runs that failed,",
      "130 stopped by Ctrl-C."
    })
public final class CompareCommand implements Callable<Integer> {
  /** Exit code of a comparison in which something has no result. */
  private static final int RUNS_FAILED = 3;

  private static final String SMOKE = "smoke";

  @Spec private CommandSpec spec;

  @Mixin private ResumeOptions keeping;

  @Mixin private RecipeOptions recipe;

  @Option(
      names = "--fresh-bases",
      description = "Pre-train the base policies although ready ones are shipped (minutes).")
  private boolean freshBases;

  @Option(
      names = "--dry-run",
      description =
          "Read everything, measure a little of each kind of work on the start, print time and"
              + " memory by phase, and stop. Writes nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err);
    long began = System.nanoTime();
    ComparisonConfig resolved = recipe.load();
    resolved.compared();
    TaskSetup setup = TaskSetup.of(resolved, progress::line);
    Task first = setup.task(resolved.runs().seeds().get(0));
    requireProblems(first);
    Methods.requireTexts(resolved.compared(), first);
    AskedBenchmarks.of(resolved, setup); // refused before anything is made
    int checkpointEvery = keeping.checkpointEvery();
    Forecaster forecaster =
        new Forecaster(resolved, setup, RunGraph.of(resolved), bases(resolved), progress::line);
    double reading = (System.nanoTime() - began) * 1e-9;
    if (dryRun) {
      forecaster.measure(reading).lines().forEach(spec.commandLine().getOut()::println);
      return 0;
    }
    List<String> words = spec.commandLine().getParseResult().originalArgs();
    try (FolderLock lock = keeping.take("compare-" + resolved.preset());
        StopSignal stop = StopSignal.install(err)) {
      Comparison.Conduct conduct =
          new Comparison.Conduct(lock, words, checkpointEvery, progress::line, stop);
      if (isLong(resolved, lock.folder())) {
        progress.line(forecaster.measure(reading).line());
      }
      return run(new Comparison(resolved, setup, conduct), stop);
    }
  }

  private List<Path> bases(ComparisonConfig config) {
    return freshBases ? List.of() : RecipeOptions.shippedBases(config);
  }

  /** Who starts from a checkpoint may spend days, and is told before; a smoke test is short. */
  private static boolean isLong(ComparisonConfig config, Path folder) {
    return !config.initFrom().isEmpty()
        && !config.preset().equals(SMOKE)
        && !ComparisonRecord.isIn(folder);
  }

  private static void requireProblems(Task task) {
    if (!task.problems(Split.TEST).isEmpty()) {
      return;
    }
    List<LeftOut> leftOut = task.leftOut(Split.TEST);
    throw new IllegalArgumentException(
        "data: there is no problem to test on, so nothing can be compared; "
            + (leftOut.isEmpty()
                ? "srl train learns from it"
                : "left out: " + leftOut.size() + ", first " + leftOut.get(0)));
  }

  private int run(Comparison comparison, StopSignal stop) throws IOException {
    FolderLock lock = comparison.conduct().lock();
    Path folder = lock.folder();
    try {
      if (!ComparisonRecord.isIn(folder)) {
        Files.writeString(folder.resolve("config.yaml"), ConfigWriter.toYaml(comparison.config()));
      }
      ReportAssembly result = comparison.run(bases(comparison.config()));
      Optional<ComparisonReport> report = result.report();
      lock.requireThere();
      if (report.isPresent()) {
        ReportWriter.write(report.get(), folder);
        TribuoFiles.write(report.get(), comparison.setup(), folder);
        spec.commandLine().getOut().print(summary(report.get(), comparison.config(), folder));
      }
      return exitCode(stop, result.lost(), folder);
    } catch (IllegalArgumentException e) {
      keeping.refused(lock);
      throw e;
    } catch (IOException e) {
      throw Disk.fault("writing to " + folder, e);
    }
  }

  private int exitCode(StopSignal stop, long lost, Path folder) {
    PrintWriter err = spec.commandLine().getErr();
    if (lost > 0) {
      err.println(
          lost
              + " trainings, tests and benchmarks have no result: srl runs "
              + folder
              + " says why; the same command with --resume tries again what failed");
    }
    return stop.getAsBoolean() || lost == 0 ? stop.exitCode() : RUNS_FAILED;
  }

  /** The result, where the whole of it is, and what to type next. */
  private String summary(ComparisonReport report, ComparisonConfig config, Path folder)
      throws IOException {
    StringBuilder text = new StringBuilder(ReportWriter.summary(report)).append('\n');
    text.append("report: ").append(folder.resolve(ReportWriter.HTML)).append('\n');
    text.append("next:   srl runs ").append(folder).append('\n');
    if (report.preset().equals(SMOKE)) {
      text.append("        srl compare").append(recipe.words()).append(recipe.usualSize());
      text.append("   (smoke only shows that all of it runs: its figures say nothing)\n");
    } else {
      best(report, config, folder)
          .ifPresent(
              run -> text.append("        srl eval --model ").append(run).append(" --k 8\n"));
    }
    return text.toString();
  }

  /** The run of the first seed of the best trained method that is no control. */
  private static Optional<Path> best(
      ComparisonReport report, ComparisonConfig config, Path folder) {
    Comparator<MethodResult> byAccuracy =
        Comparator.comparingDouble(
            method ->
                method.seeds().stream()
                    .mapToDouble(run -> run.main().greedyAccuracy())
                    .average()
                    .orElse(0));
    return report.methods().stream()
        .filter(method -> !config.methods().named(method.name()).control())
        .filter(method -> !Double.isNaN(method.seeds().get(0).selectedLearningRate()))
        .max(byAccuracy)
        .map(
            method -> {
              RunResult run = method.seeds().get(0);
              String name = "lr-" + run.selectedLearningRate();
              return folder.resolve("seed-" + run.seed()).resolve(method.name()).resolve(name);
            });
  }
}
