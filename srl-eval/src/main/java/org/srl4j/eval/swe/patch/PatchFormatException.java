package org.srl4j.eval.swe.patch;

/** A text that is no unified diff which can be applied; the message starts with the line. */
public final class PatchFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * An error at a line of a patch.
   *
   * @param line counted from 1
   * @param problem what is wrong and what is allowed
   */
  public PatchFormatException(int line, String problem) {
    super("patch line " + line + ": " + problem);
    this.line = line;
  }

  /** The line, counted from 1. */
  public int line() {
    return line;
  }
}
