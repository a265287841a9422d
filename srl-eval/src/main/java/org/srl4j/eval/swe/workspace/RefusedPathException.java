package org.srl4j.eval.swe.workspace;

/** A path that leaves the workspace. The message is the observation. */
public final class RefusedPathException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param path as the policy wrote it
   * @param reason why
   */
  public RefusedPathException(String path, String reason) {
    super("The path " + path + " " + reason + "; only paths in " + Workspace.ROOT + " are served.");
  }
}
