package org.srl4j.eval.cli.part;

import java.io.PrintWriter;

/** Lines with the time since the start; thread-safe. */
public final class Progress {
  private final PrintWriter err;
  private final long start = System.nanoTime();

  /**
   * Begins to count the time.
   *
   * @param err where lines go
   */
  public Progress(PrintWriter err) {
    this.err = err;
  }

  /** Prints a line at once. */
  public synchronized void line(String text) {
    long seconds = (System.nanoTime() - start) / 1_000_000_000L;
    err.printf("[%3d:%02d] %s%n", seconds / 60, seconds % 60, text);
    err.flush();
  }
}
