package org.srl4j.eval.cli.swe;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.srl4j.eval.metric.Interval;
import org.srl4j.eval.metric.Wilson;
import org.srl4j.eval.swe.InstanceReport;
import org.srl4j.eval.swe.InstanceReport.Missing;
import org.srl4j.eval.swe.Prediction;
import org.srl4j.eval.swe.RunReport;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.log.TestLog;
import org.srl4j.eval.swe.patch.SafePath;
import picocli.CommandLine.Option;

/** Grades predictions and writes reports, wherever the tests' outcomes come from. */
final class SweGrading {
  @Option(
      names = "--predictions",
      required = true,
      paramLabel = "FILE",
      description = "Patches: JSONL, a JSON list, or one JSON object by instance id.")
  private Path predictions;

  @Option(
      names = "--run-id",
      paramLabel = "NAME",
      defaultValue = "srl4j",
      description = "In the report's file name (default: ${DEFAULT-VALUE}).")
  private String runId;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where INSTANCE/report.json and MODEL.RUN.json go; made if missing.")
  private Path output;

  /** Where the outcomes of tests come from. */
  @FunctionalInterface
  interface Tests {

    /** The outcomes for a prediction that has a patch. */
    TestLog of(SweInstance instance, Prediction prediction) throws IOException;
  }

  Path predictions() {
    return predictions;
  }

  String runId() {
    return runId;
  }

  /** Grades every prediction and writes the reports. */
  RunReport run(List<SweInstance> instances, Path file, Tests tests, Missing missing)
      throws IOException {
    Map<String, SweInstance> known =
        instances.stream().collect(Collectors.toMap(SweInstance::id, instance -> instance));
    List<Prediction> made = Prediction.read(predictions);
    if (made.isEmpty()) {
      throw new IllegalArgumentException(predictions + ": there are no predictions in it");
    }
    for (Prediction prediction : made) {
      if (!known.containsKey(prediction.instanceId())) {
        throw new IllegalArgumentException(
            predictions + ": instance " + prediction.instanceId() + " is not in " + file);
      }
      SafePath.check(prediction.instanceId());
    }
    if (made.stream().noneMatch(p -> known.get(p.instanceId()).isGradable())) {
      throw new IllegalArgumentException(
          file + ": FAIL_TO_PASS is empty in every instance that is predicted; none can be graded");
    }
    List<InstanceReport> reports = new ArrayList<>();
    for (Prediction prediction : made) {
      InstanceReport report = grade(known.get(prediction.instanceId()), prediction, tests, missing);
      reports.add(report);
      Path folder = output.resolve(prediction.instanceId());
      write(folder.resolve("report.json"), report.toJson().toString());
    }
    TreeSet<String> submitted = new TreeSet<>();
    made.forEach(prediction -> submitted.add(prediction.instanceId()));
    RunReport run = new RunReport(new TreeSet<>(known.keySet()), submitted, reports);
    String model = made.get(0).model().replace("/", "__");
    write(output.resolve(SafePath.check(model + "." + runId + ".json")), run.toJson().toString());
    return run;
  }

  private static InstanceReport grade(
      SweInstance instance, Prediction prediction, Tests tests, Missing missing)
      throws IOException {
    if (prediction.patch().isBlank()) {
      return InstanceReport.withoutPatch(instance);
    }
    if (!instance.isGradable()) {
      return InstanceReport.withoutTests(instance);
    }
    return InstanceReport.grade(instance, tests.of(instance, prediction), missing);
  }

  private static void write(Path file, String json) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, json + "\n");
  }

  static void print(RunReport run, PrintWriter out) {
    int resolved = run.resolved().size();
    Interval interval = Wilson.interval(resolved, run.all().size());
    out.printf(
        "resolved %d of %d: %.1f %% [%.1f, %.1f] (Wilson, 95 %%)%n",
        resolved,
        run.all().size(),
        100 * run.resolveRate(),
        100 * interval.low(),
        100 * interval.high());
    for (InstanceReport report : run.reports()) {
      report.fault().ifPresent(fault -> out.println(report.instanceId() + ": " + fault));
    }
  }
}
