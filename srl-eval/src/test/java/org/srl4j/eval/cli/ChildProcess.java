package org.srl4j.eval.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command in a process of its own.
 *
 * @param process that runs it
 * @param out what it prints
 * @param err what it prints to the error stream
 */
record ChildProcess(Process process, Path out, Path err) {
  private static final long TIMEOUT_SECONDS = 300;

  /** Starts a command; out and err are kept in the folder under a name. */
  static ChildProcess start(Path folder, String name, List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> !argument.startsWith("-javaagent") && !argument.startsWith("-Dsrl4j"))
        .forEach(command::add);
    command.add("-Dsrl4j.root=" + Path.of(System.getProperty("user.dir")).resolve(".."));
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(words);
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new ChildProcess(process, out, err);
  }

  /** Waits for its end. */
  Ran finish() throws IOException, InterruptedException {
    assertTrue(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), "the process did not end");
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** SIGKILL; false if it had ended before. */
  boolean kill() throws InterruptedException {
    boolean killed = process.isAlive();
    process.destroyForcibly();
    return process.waitFor() != 0 && killed;
  }
}
