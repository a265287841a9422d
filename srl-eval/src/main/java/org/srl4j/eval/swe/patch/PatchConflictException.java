package org.srl4j.eval.swe.patch;

/** A patch that is well-formed and does not fit the files. The message names file and line. */
public final class PatchConflictException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A conflict.
   *
   * @param path the file
   * @param problem what does not fit
   */
  public PatchConflictException(String path, String problem) {
    super(path + ": " + problem);
  }
}
