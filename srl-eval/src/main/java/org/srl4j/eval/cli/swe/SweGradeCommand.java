package org.srl4j.eval.cli.swe;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.swe.InstanceReport;
import org.srl4j.eval.swe.InstanceReport.Missing;
import org.srl4j.eval.swe.Prediction;
import org.srl4j.eval.swe.RunReport;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.log.HarnessLog;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestFault;
import org.srl4j.eval.swe.log.TestLog;
import org.srl4j.eval.swe.log.parser.Parsers;
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
      "A row's log_parser says how its log is read, else --log-parser, else the repository. A log"
          + " that cannot be read is said and counted apart; it is no failure of the patch.",
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

  @Option(
      names = "--log-parser",
      paramLabel = "NAME",
      description =
          "How logs are read whose rows do not say it, e.g. gotest, cargo, jest, maven,"
              + " pytest_verbose (default: by repository, see docs/software-engineering.md).")
  private Optional<String> parser = Optional.empty();

  @Override
  public Integer call() throws IOException {
    parser.ifPresent(name -> Parsers.named(name, ""));
    List<SweInstance> known = List.copyOf(SweInstance.read(instances).values());
    RunReport run = grading.run(known, instances, this::grade);
    PrintWriter out = spec.commandLine().getOut();
    SweGrading.print(run, out);
    out.println("To run the tests with the official harness:");
    out.println(harnessCommand(instances, grading.predictions(), grading.runId()));
    return nothingIsKnown(run) ? unknown() : 0;
  }

  private static boolean nothingIsKnown(RunReport run) {
    List<InstanceReport> patches =
        run.reports().stream().filter(InstanceReport::patchExists).toList();
    return !patches.isEmpty() && patches.stream().allMatch(InstanceReport::isUnknown);
  }

  private int unknown() {
    spec.commandLine()
        .getErr()
        .println(
            "no log could be graded: there must be "
                + logs.resolve("INSTANCE").resolve(LOG)
                + " for the predictions' instances, and a parser for it (--log-parser)");
    return 1;
  }

  private InstanceReport grade(SweInstance instance, Prediction prediction) throws IOException {
    Path file = logs.resolve(instance.id()).resolve(LOG);
    if (!Files.isRegularFile(file)) {
      TestFault none = new TestFault(TestFault.Kind.NO_LOG, "no log " + file);
      return InstanceReport.grade(instance, TestLog.without(none), missing);
    }
    try {
      TestLog log = HarnessLog.read(Files.readAllBytes(file), parser(instance));
      Missing absent = instance.rules().missing(instance.repository(), missing);
      return InstanceReport.grade(instance, log, absent);
    } catch (IllegalArgumentException e) {
      TestLog unread = TestLog.without(TestFault.unread(e.getMessage()));
      return InstanceReport.grade(instance, unread, missing);
    }
  }

  private LogParser parser(SweInstance instance) {
    return instance
        .rules()
        .parser()
        .or(() -> parser)
        .map(name -> Parsers.named(name, instance.id()))
        .orElseGet(() -> Parsers.ofRepository(instance.repository(), instance.id()));
  }

  /** The official harness's command for these files. */
  static String harnessCommand(Path instances, Path predictions, String runId) {
    return String.format(
        "python -m swebench.harness.run_evaluation --dataset_name %s --predictions_path %s"
            + " --run_id %s --max_workers 4",
        instances, predictions, runId);
  }
}
