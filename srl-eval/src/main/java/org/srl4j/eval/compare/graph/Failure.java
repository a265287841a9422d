package org.srl4j.eval.compare.graph;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.srl4j.core.objective.NotFiniteException;
import org.srl4j.core.train.files.Disk;

/**
 * Why a training or a test has no result.
 *
 * @param diverged whether loss or gradient was not finite, which would be so again
 * @param cause one line for people
 * @param trace where it was thrown
 * @param time when, ISO 8601
 */
public record Failure(boolean diverged, String cause, String trace, String time) {

  /** What a fault says. */
  static Failure of(Throwable thrown) {
    Throwable fault = thrown;
    while (fault instanceof CompletionException && fault.getCause() != null) {
      fault = fault.getCause();
    }
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace));
    return new Failure(
        isDivergence(fault), cause(fault), trace.toString(), Instant.now().toString());
  }

  private static boolean isDivergence(Throwable fault) {
    for (Throwable at = fault; at != null; at = at.getCause()) {
      if (at instanceof NotFiniteException) {
        return true;
      }
    }
    return false;
  }

  /** The message alone where it is one of ours, else with the kind of fault. */
  private static String cause(Throwable fault) {
    if (fault instanceof IOException io) {
      return Disk.reason(io);
    }
    boolean ours =
        fault instanceof IllegalArgumentException
            || fault instanceof IllegalStateException
            || fault instanceof java.io.UncheckedIOException;
    String kind = fault.getClass().getSimpleName();
    String message = fault.getMessage();
    if (message == null) {
      return kind;
    }
    return ours ? message : kind + ": " + message;
  }
}
