package org.srl4j.eval.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A child process is interrupted as Ctrl-C does it. */
@Timeout(900)
class StopSignalIT {
  @TempDir Path folder;

  private Process compare(Path output, String... settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("compare", "--preset", "smoke", "--output", output.toString()));
    command.addAll(List.of("base.min_execution=0", "compare=[srl]", "workers=1"));
    command.addAll(List.of(settings));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private static void waitForRows(Process child, Path metrics, int rows)
      throws IOException, InterruptedException {
    while (child.isAlive() && (!Files.exists(metrics) || lines(metrics) < rows)) {
      Thread.sleep(100);
    }
  }

  private static long lines(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      return reader.lines().count();
    }
  }

  /** A process started in the background of a shell ignores SIGINT; SIGTERM takes the same way. */
  private static String signal() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("SigIgn:")) {
          long ignored = Long.parseUnsignedLong(line.substring(7).strip(), 16);
          return (ignored & 2) == 0 ? "INT" : "TERM";
        }
      }
    }
    return "INT";
  }

  @Test
  void interruptEndsWith130AndKeepsReportAndMetrics() throws Exception {
    assumeFalse(
        System.getProperty("os.name").startsWith("Windows"), "skipped: needs the signal SIGINT");
    Path output = folder.resolve("run");
    Process child =
        compare(
            output,
            // Far more collections than anyone waits for, and a base that needs no training.
            "base.updates=0",
            "methods.srl.schedule.max_collections=100000",
            "compute_budget=1000000000",
            "methods.srl.schedule.min_kept_ratio=0");
    try {
      Path metrics = output.resolve("seed-0/srl/unfinished-lr-" + 3e-4 + "/metrics.jsonl");
      waitForRows(child, metrics, 3);
      String err = interrupted(child);
      assertTrue(err.contains("stopping after the current collection"), err);
      assertTrue(lines(metrics) >= 3);
      assertTrue(Files.readString(output.resolve("report.md")).contains("Stopped on request"), err);
    } finally {
      child.destroyForcibly();
    }
  }

  /** Interrupts it and waits for its end; what it printed. */
  private String interrupted(Process child) throws Exception {
    // The shell's own kill: a small system has no program of that name.
    String kill = "kill -s " + signal() + " " + child.pid();
    assertEquals(0, new ProcessBuilder("/bin/sh", "-c", kill).start().waitFor(), kill);
    assertTrue(child.waitFor(600, TimeUnit.SECONDS), "the process did not end");
    String err = Files.readString(folder.resolve("err"));
    assertEquals(130, child.exitValue(), err);
    return err;
  }

  @Test
  void interruptEndsThePreTrainingOfABaseToo() throws Exception {
    assumeFalse(
        System.getProperty("os.name").startsWith("Windows"), "skipped: needs the signal SIGINT");
    Path output = folder.resolve("run");
    Process child = compare(output, "base.updates=10000000", "base.batch_size=2");
    try {
      while (child.isAlive()
          && !Files.readString(folder.resolve("err")).contains("update 200 of")) {
        Thread.sleep(100);
      }
      String err = interrupted(child);
      assertTrue(err.contains("stopped before the base policy was ready"), err);
      assertTrue(Files.notExists(output.resolve("bases")), err);
    } finally {
      child.destroyForcibly();
    }
  }
}
