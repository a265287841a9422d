package org.srl4j.eval.cli.swe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.srl4j.eval.metric.Interval;
import org.srl4j.eval.metric.Wilson;
import org.srl4j.eval.swe.InstanceReport;
import org.srl4j.eval.swe.Prediction;
import org.srl4j.eval.swe.RunReport;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.patch.SafePath;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private String containedBy = "";

  /** Grades one patch. */
  @FunctionalInterface
  interface Grader {

    /** The report of a prediction that has a patch, for an instance that can be graded. */
    InstanceReport grade(SweInstance instance, Prediction prediction) throws IOException;
  }

  /** What kept the programs that were graded from the user's files; stands in the run's report. */
  void containedBy(String name) {
    containedBy = name;
  }

  Path predictions() {
    return predictions;
  }

  String runId() {
    return runId;
  }

  /** Grades every prediction and writes the reports. */
  RunReport run(List<SweInstance> instances, Path file, Grader grader) throws IOException {
    Consumer<String> log = spec.commandLine().getErr()::println;
    Map<String, SweInstance> known =
        instances.stream().collect(Collectors.toMap(SweInstance::id, instance -> instance));
    List<String> tooLong = new ArrayList<>();
    List<Prediction> made = Prediction.read(predictions, tooLong::add);
    tooLong.forEach(log);
    if (!tooLong.isEmpty()) {
      log.accept("patches too long to be read: " + tooLong.size() + " of " + made.size());
    }
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
      InstanceReport report = grade(known.get(prediction.instanceId()), prediction, grader);
      reports.add(report);
      Path folder = output.resolve(prediction.instanceId());
      write(folder.resolve("report.json"), report.toJson().toString());
    }
    TreeSet<String> submitted = new TreeSet<>();
    made.forEach(prediction -> submitted.add(prediction.instanceId()));
    RunReport run = new RunReport(new TreeSet<>(known.keySet()), submitted, reports);
    String model = made.get(0).model().replace("/", "__");
    ObjectNode report = run.toJson();
    if (!containedBy.isEmpty()) {
      report.put("contained_by", containedBy);
    }
    write(output.resolve(SafePath.check(model + "." + runId + ".json")), report.toString());
    return run;
  }

  private static InstanceReport grade(SweInstance instance, Prediction prediction, Grader grader)
      throws IOException {
    if (prediction.patch().isBlank()) {
      return InstanceReport.withoutPatch(instance);
    }
    return instance.isGradable()
        ? grader.grade(instance, prediction)
        : InstanceReport.withoutTests(instance);
  }

  private static void write(Path file, String json) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, json + "\n");
  }

  static void print(RunReport run, PrintWriter out) {
    int resolved = run.resolved().size();
    int unread = run.unread().size();
    out.println(share(resolved, run.all().size()));
    if (unread > 0) {
      out.printf(
          "could not be read: %d of %d logs; nothing is known of these patches. Without them: %s%n",
          unread, run.submitted().size(), share(resolved, run.all().size() - unread));
    }
    out.printf(
        "submitted %d: resolved %d, unresolved %d, without a patch %d, error %d, could not be read"
            + " %d%n",
        run.submitted().size(),
        resolved,
        run.unresolved().size(),
        run.empty().size(),
        run.errors().size(),
        unread);
    for (InstanceReport report : run.reports()) {
      report.fault().ifPresent(fault -> out.println(report.instanceId() + ": " + fault.message()));
    }
  }

  private static String share(int resolved, int of) {
    if (of == 0) {
      return "resolved 0 of 0";
    }
    Interval interval = Wilson.interval(resolved, of);
    return String.format(
        "resolved %d of %d: %.1f %% [%.1f, %.1f] (Wilson, 95 %%)",
        resolved, of, 100.0 * resolved / of, 100 * interval.low(), 100 * interval.high());
  }
}
