package org.srl4j.eval.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** An engine in a process of its own that speaks {@link EngineWorker}'s protocol. */
final class EngineProcess implements Contender {
  private static final int KEPT_LINES = 12;

  private final String name;
  private final Process process;
  private final BufferedReader in;
  private final BufferedWriter out;
  private final Deque<String> printed = new ArrayDeque<>();

  /**
   * How an engine is started.
   *
   * @param name in the table
   * @param words program and arguments
   * @param environment variables to set; an empty value removes one
   */
  record Command(String name, List<String> words, Map<String, String> environment) {}

  private EngineProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.in = process.inputReader(StandardCharsets.UTF_8);
    this.out = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts an engine and waits until it is ready.
   *
   * @throws IOException if it cannot be started or ends before it is ready; with its last lines
   */
  static EngineProcess start(Command command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.words()).redirectErrorStream(true);
    command
        .environment()
        .forEach(
            (key, value) -> {
              if (value.isEmpty()) {
                builder.environment().remove(key);
              } else {
                builder.environment().put(key, value);
              }
            });
    EngineProcess engine = new EngineProcess(command.name(), builder.start());
    try {
      engine.answer();
    } catch (IOException e) {
      engine.close();
      throw e;
    }
    return engine;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Timing run() throws IOException {
    out.write(EngineWorker.RUN + "\n");
    out.flush();
    String[] words = answer().split(" ");
    return new Timing(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
  }

  private String answer() throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith(EngineWorker.MARK)) {
        return line.substring(EngineWorker.MARK.length());
      }
      printed.add(line);
      if (printed.size() > KEPT_LINES) {
        printed.remove();
      }
    }
    throw new IOException(
        name
            + ": its process ended without an answer; it said:\n  "
            + String.join("\n  ", printed));
  }

  @Override
  public OptionalDouble peakMegabytes() {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          return OptionalDouble.of(Double.parseDouble(line.replaceAll("\\D", "")) / 1024);
        }
      }
    } catch (IOException e) {
      return OptionalDouble.empty(); // no Linux
    }
    return OptionalDouble.empty();
  }

  /** Ends the process: by closing its input, by force when that does not help. */
  @Override
  public void close() {
    try {
      out.close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
