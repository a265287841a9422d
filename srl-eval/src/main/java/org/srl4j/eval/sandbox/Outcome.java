package org.srl4j.eval.sandbox;

import java.util.Objects;

/**
 * How a contained program ended. None of its processes is left, but for {@link Containment#gaps}.
 *
 * @param end why it ended
 * @param exitCode its exit code; -1 if it was killed
 * @param output what it printed, standard output and errors in one, up to the limit; bytes that are
 *     no UTF-8 are replaced
 */
public record Outcome(End end, int exitCode, String output) {

  /** Why a program ended. */
  public enum End {
    /** By itself. */
    EXITED,
    /** Killed when its time was over. */
    TIMED_OUT,
    /** Killed when it had printed too much. */
    OUTPUT_LIMIT,
    /** Killed when its folder held too much. */
    FOLDER_LIMIT
  }

  /** Rejects missing parts. */
  public Outcome {
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(output, "output");
  }
}
