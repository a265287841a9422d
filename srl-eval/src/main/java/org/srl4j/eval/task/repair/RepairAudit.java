package org.srl4j.eval.task.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.srl4j.core.data.Problem;
import org.srl4j.core.prepare.JsonLines;
import org.srl4j.eval.swe.InstanceReport;
import org.srl4j.eval.swe.InstanceReport.Missing;
import org.srl4j.eval.swe.Prediction;
import org.srl4j.eval.swe.RunReport;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.patch.PatchMaker;
import org.srl4j.eval.swe.run.Candidate;
import org.srl4j.eval.swe.run.JavaTestRunner;
import org.srl4j.eval.swe.run.TestFiles;
import org.srl4j.eval.swe.run.TestRun;

/**
 * Repairs judged as SWE-bench judges them: the patch, compiled with the hidden tests and run in a
 * contained child JVM. All candidates of a call share a child: an edit can change digits only.
 *
 * @param runner runs tests
 * @param folder where {@code instances.jsonl}, {@code predictions.jsonl} and {@code report.json}
 *     go; made if missing
 */
record RepairAudit(JavaTestRunner runner, Path folder) {

  /**
   * An attempt at an issue.
   *
   * @param problem the issue
   * @param drawn the project before and as it should be
   * @param after the workspace that the attempt left
   */
  record Attempt(Problem problem, RepairProblem.Drawn drawn, RepairWorkspace after) {

    private String patch(List<Routine> routines) {
      Map<String, String> before = RepairSources.main(drawn.problem().routines());
      return PatchMaker.between(before, RepairSources.main(routines)).render();
    }

    /** The issue in SWE-bench's schema. */
    SweInstance instance() {
      List<Check> checks = drawn.problem().checks();
      Map<String, String> tests = RepairSources.tests(checks, drawn.fixed());
      List<String> broken = checks.stream().map(Check::routine).toList();
      List<String> repair = new ArrayList<>();
      List<String> keep = new ArrayList<>();
      for (Routine routine : drawn.fixed()) {
        boolean fails = broken.contains(routine.name());
        (fails ? repair : keep).add(RepairSources.everyDigit(routine.name()));
        if (fails) {
          repair.add(RepairSources.example(routine.name()));
        }
      }
      return new SweInstance(
          problem.id(),
          "srl4j/repair",
          "",
          RepairSources.statement(checks),
          patch(drawn.fixed()),
          PatchMaker.between(Map.of(), tests).render(),
          repair,
          keep);
    }

    private Prediction prediction(String model) {
      String patch = after.isSubmitted() ? patch(after.routines()) : "";
      return new Prediction(problem.id(), model, patch);
    }

    private Candidate candidate() {
      Map<String, String> tests = RepairSources.tests(drawn.problem().checks(), drawn.fixed());
      return new Candidate(
          problem.id(), TestFiles.inPlace(RepairSources.main(after.routines()), tests));
    }
  }

  /**
   * Runs the tests of attempts and writes the three files.
   *
   * @param attempts at different issues
   * @param model name in the predictions
   * @return whether each is resolved
   */
  List<Boolean> resolved(List<Attempt> attempts, String model) throws IOException {
    List<SweInstance> instances = attempts.stream().map(Attempt::instance).toList();
    List<Prediction> predictions = attempts.stream().map(a -> a.prediction(model)).toList();
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < attempts.size(); i++) {
      if (!predictions.get(i).patch().isEmpty()) {
        candidates.add(attempts.get(i).candidate());
      }
    }
    Map<String, TestRun> runs = runner.run(candidates);
    List<InstanceReport> reports = new ArrayList<>();
    for (SweInstance instance : instances) {
      TestRun run = runs.get(instance.id());
      reports.add(
          run == null
              ? InstanceReport.withoutPatch(instance)
              : InstanceReport.grade(instance, run.log(), Missing.FAIL));
    }
    write(instances, predictions, reports);
    return reports.stream().map(InstanceReport::isResolved).toList();
  }

  private void write(
      List<SweInstance> instances, List<Prediction> predictions, List<InstanceReport> reports)
      throws IOException {
    Files.createDirectories(folder);
    JsonLines.write(folder.resolve("instances.jsonl"), instances.stream().map(SweInstance::toJson));
    Prediction.write(folder.resolve("predictions.jsonl"), predictions);
    TreeSet<String> ids =
        instances.stream().map(SweInstance::id).collect(Collectors.toCollection(TreeSet::new));
    String report = new RunReport(ids, ids, reports).toJson().toPrettyString();
    Files.writeString(folder.resolve("report.json"), report + "\n");
  }
}
