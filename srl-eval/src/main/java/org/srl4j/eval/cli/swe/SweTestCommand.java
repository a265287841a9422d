package org.srl4j.eval.cli.swe;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.sandbox.Containment;
import org.srl4j.eval.sandbox.Limits;
import org.srl4j.eval.swe.InstanceReport;
import org.srl4j.eval.swe.InstanceReport.Missing;
import org.srl4j.eval.swe.RunReport;
import org.srl4j.eval.swe.SweInstance;
import org.srl4j.eval.swe.checkout.CheckoutException;
import org.srl4j.eval.swe.run.JavaTestRunner;
import org.srl4j.eval.swe.run.PatchTests;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code srl swe test}: patches of Java repositories to reports. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Applies each patch to its base commit, puts the instance's own tests in place, compiles and"
          + " runs them in contained child JVMs (20 s per patch, 100 s if it only waits), and writes the same reports as"
          + " srl swe grade.",
      "For Java repositories without libraries, such as those of srl swe generate. An instance that"
          + " cannot be tested is said and counts as unresolved; the others go on."
    },
    footer = {
      "",
      "Example: srl swe test --instances mini/test.jsonl --repositories mini/repositories"
          + " --predictions preds.jsonl --output out/tests"
    })
final class SweTestCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;

  @Spec private CommandSpec spec;
  @Mixin private SweInstanceOptions instances;
  @Mixin private SweGrading grading;
  @Mixin private UncontainedOption uncontained;

  private int asked;
  private boolean anyFiles;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Containment containment = uncontained.require(err);
    grading.containedBy(containment.reach().by());
    List<Double> seconds = new ArrayList<>();
    RunReport run;
    try (JavaTestRunner runner =
        new JavaTestRunner(
            containment, Limits.forJava(), left -> err.println("could not be removed: " + left))) {
      PatchTests tests = new PatchTests(runner, instances.repositories());
      run =
          grading.run(
              instances.read(),
              instances.file(),
              (instance, prediction) -> {
                long start = System.nanoTime();
                asked++;
                anyFiles = anyFiles || hasFiles(instance);
                try {
                  return InstanceReport.grade(
                      instance, tests.test(instance, prediction.patch()), Missing.FAIL);
                } finally {
                  seconds.add((System.nanoTime() - start) / NANOS);
                }
              });
    }
    PrintWriter out = spec.commandLine().getOut();
    SweGrading.print(run, out);
    if (!seconds.isEmpty()) {
      Collections.sort(seconds);
      out.printf(
          "tested %d, median %.2f s each%n", seconds.size(), seconds.get(seconds.size() / 2));
    }
    if (asked > 0 && !anyFiles) {
      throw new IllegalArgumentException(
          "--repositories: has the files of none of the " + asked + " instances with a patch");
    }
    return 0;
  }

  private boolean hasFiles(SweInstance instance) throws IOException {
    try {
      instances.repositories().at(instance);
      return true;
    } catch (CheckoutException e) {
      return false; // the instance's report says why
    }
  }
}
