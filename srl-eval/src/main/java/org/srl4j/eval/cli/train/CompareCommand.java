package org.srl4j.eval.cli.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.OutputOptions;
import org.srl4j.eval.cli.part.Progress;
import org.srl4j.eval.cli.part.StopSignal;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.compare.Comparison;
import org.srl4j.eval.compare.TribuoFiles;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.TaskSetup;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.eval.report.ComparisonReport;
import org.srl4j.eval.report.ReportWriter;
import org.srl4j.eval.task.Split;
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
      "Example: srl compare --recipe gsm8k-small --model Qwen2.5-0.5B-Instruct",
      "Figures: OUTPUT/report.html, report.md, report.json; every run's metrics.jsonl beside them.",
      "Ctrl-C: runs end after their current collection and the report is written of what is done."
    })
public final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private OutputOptions output;

  @Mixin private RecipeOptions recipe;

  @Option(
      names = "--fresh-bases",
      description = "Pre-train the base policies although ready ones are shipped (minutes).")
  private boolean freshBases;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err);
    ComparisonConfig resolved = recipe.load();
    resolved.compared();
    TaskSetup setup = TaskSetup.of(resolved, progress::line);
    if (setup.task(resolved.runs().seeds().get(0)).problems(Split.TEST).isEmpty()) {
      throw new IllegalArgumentException(
          "data: there is no problem to test on, so nothing can be compared; srl train learns from"
              + " it");
    }
    Path folder = output.create("compare-" + resolved.preset());
    try (StopSignal stop = StopSignal.install(err)) {
      Files.writeString(folder.resolve("config.yaml"), ConfigWriter.toYaml(resolved));
      Comparison comparison = new Comparison(resolved, setup, folder, progress::line, stop);
      Optional<ComparisonReport> report =
          comparison.run(freshBases ? List.of() : RecipeOptions.shippedBases(resolved));
      if (report.isPresent()) {
        ReportWriter.write(report.get(), folder);
        TribuoFiles.write(report.get(), setup, folder);
        spec.commandLine().getOut().print(summary(report.get(), folder));
      }
      return stop.exitCode();
    } catch (IllegalArgumentException e) {
      OutputOptions.removeUnused(folder);
      throw e;
    }
  }

  /** The result, where the whole of it is, and what to type next. */
  private String summary(ComparisonReport report, Path folder) {
    String method = report.methods().get(report.methods().size() - 1).name();
    StringBuilder text = new StringBuilder(ReportWriter.summary(report)).append('\n');
    text.append("report: ").append(folder.resolve(ReportWriter.HTML)).append('\n');
    text.append("next:   srl runs ").append(folder).append('\n');
    if (report.preset().equals("smoke")) {
      text.append("        srl compare").append(recipe.words()).append(" --preset quick");
      text.append("   (smoke only proves the road: its figures say nothing about methods)\n");
    } else {
      Path run = folder.resolve("seed-" + report.methods().get(0).seeds().get(0).seed());
      text.append("        srl eval --model ").append(run.resolve(method).resolve("lr-..."));
      text.append(" --k 8\n");
    }
    return text.toString();
  }
}
