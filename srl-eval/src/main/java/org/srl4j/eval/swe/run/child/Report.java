package org.srl4j.eval.swe.run.child;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * One thing that the child says of a candidate, and the line in which it says it.
 *
 * @param candidate index in the job
 * @param kind what is said
 * @param subject the test's id; empty where it is about the candidate
 * @param message why; empty if there is nothing to say
 */
public record Report(int candidate, Kind kind, String subject, String message) {
  private static final int MAX_MESSAGE = 2000;

  /** What is said. */
  public enum Kind {
    /** The candidate is about to be compiled. */
    STARTED,
    /** A test passed. */
    PASSED,
    /** A test failed. */
    FAILED,
    /** The candidate could not be tested to its end. */
    FAULT,
    /** All its tests have run. */
    DONE
  }

  /** Cuts a long message. */
  public Report {
    message = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + "..." : message;
  }

  static Report of(int candidate, Kind kind) {
    return new Report(candidate, kind, "", "");
  }

  static Report fault(int candidate, String why) {
    return new Report(candidate, Kind.FAULT, "", why);
  }

  /** Whether nothing more is said of the candidate. */
  boolean isLast() {
    return kind == Kind.DONE || kind == Kind.FAULT;
  }

  /** The line, without line feeds. */
  String render(String nonce) {
    return String.join(
        " ",
        nonce,
        Integer.toString(candidate),
        kind.name(),
        Job.encode(subject) + "|",
        Job.encode(message) + "|");
  }

  /**
   * Reads a line.
   *
   * @return empty for a line that does not begin with the nonce or is damaged
   */
  public static Optional<Report> parse(String line, String nonce) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 5 || !parts[0].equals(nonce)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Report(
              Integer.parseInt(parts[1]), Kind.valueOf(parts[2]), text(parts[3]), text(parts[4])));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // something else was printed into the line
    }
  }

  private static String text(String part) {
    if (!part.endsWith("|")) {
      throw new IllegalArgumentException("cut off");
    }
    return new String(
        Base64.getDecoder().decode(part.substring(0, part.length() - 1)), StandardCharsets.UTF_8);
  }
}
