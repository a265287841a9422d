package org.srl4j.eval.task;

import java.util.Locale;
import java.util.Objects;

/**
 * Something of a data set that is not used, and why.
 *
 * @param id of the problem, the step or the row
 * @param kind what is not done with it
 * @param reason why, in words
 */
public record LeftOut(String id, Kind kind, String reason) {

  /** What is not done. */
  public enum Kind {
    /** A whole solution is not asked for. */
    NOT_ASKED,
    /** A step is not learned. */
    STEP_NOT_LEARNED,
    /** The expert's outline is not imitated. */
    OUTLINE_NOT_IMITATED,
    /** The expert's reasoning is not imitated. */
    REASONING_NOT_IMITATED,
    /** A row is not imitated. */
    ROW_NOT_IMITATED;

    /** In words. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Rejects missing parts. */
  public LeftOut {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(reason, "reason");
  }

  /** A line for people. */
  @Override
  public String toString() {
    return id + ": " + kind + ": " + reason;
  }
}
