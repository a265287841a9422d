package org.srl4j.eval.swe.log;

import java.util.Optional;

/** What a test runner says of one test; the words are pytest's. */
public enum TestStatus {
  /** It failed. */
  FAILED,
  /** It passed. */
  PASSED,
  /** It was not run. */
  SKIPPED,
  /** It could not be run. */
  ERROR,
  /** It failed, as was expected. */
  XFAIL,
  /** A word that only begins or ends like one of the others, e.g. {@code ERROR:}; no success. */
  UNKNOWN;

  /** Whether a test that has to be repaired counts as repaired. */
  public boolean passes() {
    return this == PASSED || this == XFAIL;
  }

  /** Whether it says that something went wrong. */
  public boolean fails() {
    return this == FAILED || this == ERROR;
  }

  /** The status that a word names exactly; empty for any other word. */
  public static Optional<TestStatus> ofWord(String word) {
    for (TestStatus status : values()) {
      if (status != UNKNOWN && word.equals(status.name())) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
