package org.srl4j.eval.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.srl4j.eval.metric.Interval;
import org.srl4j.eval.metric.Wilson;
import org.srl4j.eval.swe.InstanceReport;
import org.srl4j.eval.swe.InstanceReport.Missing;
import org.srl4j.eval.swe.Prediction;
import org.srl4j.eval.swe.RunReport;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl swe grade}: test logs to reports. */
@Command(
    name = "grade",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Grades the test logs of SWE-bench's harness: a report.json for each instance and the run's"
          + " report, in the harness's schema.",
      "Running the tests in their containers stays the harness's work. Its command for these"
          + " predictions is printed."
    },
    footer = {
      "",
      "Example: srl swe grade --instances lite.jsonl --predictions preds.jsonl"
          + " --logs logs/run_evaluation/first/model --output out/grades"
    })
final class SweGradeCommand implements Callable<Integer> {
  private static final String LOG = "test_output.txt";

  @Spec private CommandSpec spec;

  @Option(
      names = "--instances",
      required = true,
      paramLabel = "FILE",
      description = "The benchmark's rows: JSONL, a JSON list, or Parquet.")
  private Path instances;

  @Option(
      names = "--predictions",
      required = true,
      paramLabel = "FILE",
      description = "Patches: JSONL, a JSON list, or one JSON object by instance id.")
  private Path predictions;

  @Option(
      names = "--logs",
      required = true,
      paramLabel = "DIR",
      description = "Holds INSTANCE/" + LOG + " for each instance that ran.")
  private Path logs;

  @Option(
      names = "--missing",
      paramLabel = "fail|pass",
      defaultValue = "fail",
      description =
          "What a test counts as that a log does not name: fail as in SWE-bench, pass as in"
              + " SWE-smith (default: ${DEFAULT-VALUE}).")
  private Missing missing;

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

  @Override
  public Integer call() throws IOException {
    Map<String, SweInstance> known = SweInstance.read(instances);
    List<Prediction> made = Prediction.read(predictions);
    List<InstanceReport> reports = new ArrayList<>();
    for (Prediction prediction : made) {
      SweInstance instance = known.get(prediction.instanceId());
      if (instance == null) {
        throw new IllegalArgumentException(
            predictions + ": instance " + prediction.instanceId() + " is not in " + instances);
      }
      InstanceReport report = grade(instance, prediction);
      reports.add(report);
      write(output.resolve(instance.id()).resolve("report.json"), report.toJson().toString());
    }
    RunReport run =
        new RunReport(
            new TreeSet<>(known.keySet()),
            made.stream()
                .map(Prediction::instanceId)
                .collect(Collectors.toCollection(TreeSet::new)),
            reports);
    String model = made.get(0).model().replace("/", "__");
    write(output.resolve(model + "." + runId + ".json"), run.toJson().toString());
    print(run);
    return 0;
  }

  private InstanceReport grade(SweInstance instance, Prediction prediction) throws IOException {
    if (prediction.patch().isBlank()) {
      return InstanceReport.withoutPatch(instance);
    }
    Path log = logs.resolve(instance.id()).resolve(LOG);
    TestLog tests =
        Files.isRegularFile(log)
            ? TestLog.read(Files.readString(log), LogParser.ofRepository(instance.repository()))
            : new TestLog(Map.of(), Optional.of("no log " + log));
    return InstanceReport.grade(instance, tests, missing);
  }

  private static void write(Path file, String json) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, json + "\n");
  }

  private void print(RunReport run) {
    PrintWriter out = spec.commandLine().getOut();
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
    out.println("To run the tests with the official harness:");
    out.println(harnessCommand(instances, predictions, runId));
  }

  /** The official harness's command for these files. */
  static String harnessCommand(Path instances, Path predictions, String runId) {
    return String.format(
        "python -m swebench.harness.run_evaluation --dataset_name %s --predictions_path %s"
            + " --run_id %s --max_workers 4",
        instances, predictions, runId);
  }
}
