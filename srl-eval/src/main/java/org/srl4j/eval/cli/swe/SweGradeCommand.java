package org.srl4j.eval.cli.swe;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.swe.InstanceReport.Missing;
import org.srl4j.eval.swe.Prediction;
import org.srl4j.eval.swe.RunReport;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl swe grade}: test logs to reports. */
@Command(
    name = "grade",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
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

  @Mixin private SweGrading grading;

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

  private int asked;
  private int found;

  @Override
  public Integer call() throws IOException {
    List<SweInstance> known = List.copyOf(SweInstance.read(instances).values());
    RunReport run = grading.run(known, instances, this::log, missing);
    PrintWriter out = spec.commandLine().getOut();
    SweGrading.print(run, out);
    out.println("To run the tests with the official harness:");
    out.println(harnessCommand(instances, grading.predictions(), grading.runId()));
    if (asked > 0 && found == 0) {
      throw new IllegalArgumentException(
          "--logs: "
              + logs
              + " holds INSTANCE/"
              + LOG
              + " for none of "
              + asked
              + " predictions with a patch");
    }
    return 0;
  }

  private TestLog log(SweInstance instance, Prediction prediction) throws IOException {
    Path log = logs.resolve(instance.id()).resolve(LOG);
    asked++;
    found += Files.isRegularFile(log) ? 1 : 0;
    return Files.isRegularFile(log)
        ? TestLog.read(Files.readString(log), LogParser.ofRepository(instance.repository()))
        : new TestLog(Map.of(), Optional.of("no log " + log));
  }

  /** The official harness's command for these files. */
  static String harnessCommand(Path instances, Path predictions, String runId) {
    return String.format(
        "python -m swebench.harness.run_evaluation --dataset_name %s --predictions_path %s"
            + " --run_id %s --max_workers 4",
        instances, predictions, runId);
  }
}
