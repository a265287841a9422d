package org.srl4j.eval.swe.log;

import java.util.Objects;

/**
 * Why there are no results of tests.
 *
 * @param kind whose fault it may be
 * @param message in words
 */
public record TestFault(Kind kind, String message) {

  /** Whose fault it may be. */
  public enum Kind {
    /** The run says so itself: a patch that does not apply, tests that ran out of time. */
    NOT_RUN,
    /** There is no log, so nothing is known. */
    NO_LOG,
    /** There is a log that cannot be read, so nothing is known of the patch. */
    UNREAD
  }

  /** Rejects missing parts. */
  public TestFault {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(message, "message");
  }

  /** A run that says itself why there are no results. */
  public static TestFault notRun(String message) {
    return new TestFault(Kind.NOT_RUN, message);
  }

  /** A log that cannot be read. */
  public static TestFault unread(String message) {
    return new TestFault(Kind.UNREAD, message);
  }
}
