package org.srl4j.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.srl4j.eval.compare.Comparison;
import org.srl4j.eval.compare.ComparisonConfig;
import org.srl4j.eval.compare.OrderSetup;
import org.srl4j.eval.compare.Preset;
import org.srl4j.eval.config.ConfigWriter;
import org.srl4j.eval.report.ComparisonReport;
import org.srl4j.eval.report.ReportWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code srl compare}: the main job. */
@Command(
    name = "compare",
    description = "Compares the base policy with SFT, RLVR, SRL and SRL→RLVR and writes a report.",
    footer = {
      "",
      "Example: srl compare --preset quick --output out/first srl.group_size=4",
      "Figures: OUTPUT/report.html, report.md, report.json; every run's metrics.jsonl beside them."
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private OutputOptions output;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "quick",
      description = "smoke, quick or full (default: ${DEFAULT-VALUE}).")
  private String preset;

  @Option(names = "--config", paramLabel = "FILE", description = "YAML file instead of a preset.")
  private Path config;

  @Option(
      names = "--fresh-bases",
      description = "Pre-train the base policies although ready ones are shipped (minutes).")
  private boolean freshBases;

  @Parameters(
      arity = "0..*",
      paramLabel = "KEY=VALUE",
      description = "Overrides of the config, e.g. runs.seeds=[0,1] srl.group_size=4.")
  private List<String> overrides = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    ComparisonConfig resolved = Preset.load(preset, Optional.ofNullable(config), overrides);
    Path folder = output.create("compare-" + resolved.preset());
    Files.writeString(folder.resolve("config.yaml"), ConfigWriter.toYaml(resolved));
    Progress progress = new Progress(err);
    try (StopSignal stop = StopSignal.install(err)) {
      Comparison comparison =
          new Comparison(
              resolved, new OrderSetup(resolved.evaluation()), folder, progress::line, stop);
      Optional<ComparisonReport> report =
          comparison.run(freshBases ? List.of() : Preset.shippedBases());
      if (report.isPresent()) {
        ReportWriter.write(report.get(), folder);
        String text = Files.readString(folder.resolve(ReportWriter.MARKDOWN));
        spec.commandLine().getOut().println(text);
        progress.line("report: " + folder.resolve(ReportWriter.HTML));
      }
      return stop.exitCode();
    }
  }
}
