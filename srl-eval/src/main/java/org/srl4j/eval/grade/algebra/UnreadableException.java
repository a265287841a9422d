package org.srl4j.eval.grade.algebra;

/** A text that is no mathematical answer in any notation known here, or beyond the bounds. */
public final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1;

  /** The message says what was met and where. */
  public UnreadableException(String message) {
    super(message, null, false, false);
  }
}
