package org.srl4j.eval.swe.run.wire;

/**
 * A test wants something that cannot go between processes. An error, so that a test which catches
 * exceptions does not take it for one of the candidate.
 */
public final class NotServedError extends Error {
  private static final long serialVersionUID = 1;

  /**
   * A refusal.
   *
   * @param message what is not served, and what is
   */
  public NotServedError(String message) {
    super(message);
  }
}
