package org.srl4j.eval.swe.edit;

/** An answer whose edits cannot be read or applied; a violation of the format, not our fault. */
public final class EditException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A violation.
   *
   * @param problem what is wrong and what is allowed
   */
  public EditException(String problem) {
    super(problem);
  }
}
