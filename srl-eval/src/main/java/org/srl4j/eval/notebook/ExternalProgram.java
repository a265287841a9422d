package org.srl4j.eval.notebook;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program of the system that must end well.
 *
 * @param words program and arguments
 * @param folder where it runs
 * @param environment added to ours
 */
record ExternalProgram(List<String> words, Path folder, Map<String, String> environment) {
  private static final int SHOWN_LINES = 40;

  ExternalProgram(List<String> words, Path folder) {
    this(words, folder, Map.of());
  }

  /**
   * Runs it to its end.
   *
   * @param failure what it means when it does not end well
   * @throws IOException with the failure and the last lines that the program printed
   */
  void run(String failure) throws IOException {
    Path log = Files.createTempFile("srl", ".log");
    try {
      // absolute, as the path "" is no folder to a process
      ProcessBuilder builder =
          new ProcessBuilder(words).directory(folder.toAbsolutePath().toFile());
      builder.environment().putAll(new HashMap<>(environment));
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      int exit = start(builder, failure).waitFor();
      if (exit != 0) {
        throw new IOException(failure + "; " + words.get(0) + " said:\n" + tail(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + words.get(0) + " ran");
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private static Process start(ProcessBuilder builder, String failure) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      String program = builder.command().get(0);
      throw new IOException(failure + ": " + program + " is not on the PATH; install it", e);
    }
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }
}
