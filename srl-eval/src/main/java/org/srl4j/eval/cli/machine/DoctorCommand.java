package org.srl4j.eval.cli.machine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.doctor.CudaBinaries;
import org.srl4j.eval.doctor.Gpu;
import org.srl4j.eval.doctor.SystemReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl doctor}: what this machine can run. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Says what this machine can run: backend, devices and their compute capability, threads,"
          + " memory limits (MiB), kernels, and what the sandbox for programs of policies cannot keep here.",
      "Needs no GPU. Exit code 1 if something must be mended."
    },
    footer = {"", "Example: srl doctor"})
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--json",
      description =
          "One JSON object: a section an object, gpus [name, compute_capability, memory, driver,"
              + " verdict], problems.")
  private boolean json;

  @Override
  public Integer call() {
    SystemReport report = SystemReport.create();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(report));
    } else {
      print(report, out);
    }
    return report.problems().isEmpty() ? 0 : spec.exitCodeOnExecutionException();
  }

  private static ObjectNode toJson(SystemReport report) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    for (Map.Entry<String, Map<String, String>> section : report.sections().entrySet()) {
      section.getValue().forEach(root.putObject(section.getKey().replace(' ', '_'))::put);
    }
    ArrayNode gpus = root.putArray("gpus");
    for (Gpu gpu : report.gpus()) {
      ObjectNode node = gpus.addObject();
      node.put("name", gpu.name());
      node.put("compute_capability", gpu.capability());
      node.put("memory", gpu.memory());
      node.put("driver", gpu.driver());
      node.put("verdict", CudaBinaries.verdict(gpu.capability()));
    }
    report.problems().forEach(root.putArray("problems")::add);
    return root;
  }

  private static void print(SystemReport report, PrintWriter out) {
    report
        .sections()
        .forEach(
            (name, facts) -> {
              out.println(name);
              facts.forEach((fact, value) -> out.println("  " + fact + ": " + value));
            });
    out.println("gpus");
    if (report.gpus().isEmpty()) {
      out.println("  none that a driver lists; everything runs on the CPU");
    }
    for (Gpu gpu : report.gpus()) {
      out.println(
          "  "
              + gpu.name()
              + ", compute capability "
              + gpu.capability()
              + ", "
              + gpu.memory()
              + ", driver "
              + gpu.driver());
      out.println("    " + CudaBinaries.verdict(gpu.capability()));
    }
    out.println("problems");
    report.problems().forEach(problem -> out.println("  " + problem));
    if (report.problems().isEmpty()) {
      out.println("  none");
    }
  }
}
