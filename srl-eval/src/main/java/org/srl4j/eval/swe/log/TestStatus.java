package org.srl4j.eval.swe.log;

/** What a test runner says of one test; the words are pytest's. */
public enum TestStatus {
  /** It passed. */
  PASSED,
  /** It failed. */
  FAILED,
  /** It was not run. */
  SKIPPED,
  /** It could not be run. */
  ERROR,
  /** It failed, as was expected. */
  XFAIL;

  /** Whether a test that has to be repaired counts as repaired. */
  public boolean passes() {
    return this == PASSED || this == XFAIL;
  }
}
