package org.srl4j.eval.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * The loop in an engine's process. It says {@code srl-bench ready}; to every line {@code run} it
 * answers {@code srl-bench MILLISECONDS RESULT}; it ends with its input. Other lines on its output
 * mean nothing: native libraries print there too.
 */
public final class EngineWorker {
  /** Begins every line that is meant for the other end. */
  static final String MARK = "srl-bench ";

  /** What asks for a run. */
  static final String RUN = "run";

  private EngineWorker() {}

  /** Serves until the input ends. */
  public static void serve(EngineSetup setup, BufferedReader in, PrintWriter out)
      throws IOException {
    Engine engine = setup.open();
    say(out, "ready");
    for (String line = in.readLine(); RUN.equals(line); line = in.readLine()) {
      long start = System.nanoTime();
      double result = engine.run();
      say(out, (System.nanoTime() - start) / 1e6 + " " + result);
    }
  }

  private static void say(PrintWriter out, String text) {
    out.println(MARK + text);
    out.flush();
  }
}
