package org.srl4j.core.graph.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process of its own, as the module can be loaded only once in each. */
class VectorModuleIT {

  /** Prints whether there are kernels. */
  public static void main(String[] args) {
    KernelSet.available();
    System.out.println("kernels: " + KernelSet.available().find("matmul").isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED, 'kernels: true'",
    "--add-modules=jdk.incubator.vector,"
        + " 'WARNING: Using incubator modules: jdk.incubator.vector;kernels: true'",
    "-Dnothing=1, 'kernels: false'",
  })
  void exportLoadsTheKernelsWithoutAWarning(String option, String printed) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(option, "-cp", System.getProperty("java.class.path")));
    command.add(VectorModuleIT.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    assertEquals(List.of(printed.split(";")), out.lines().toList());
  }
}
