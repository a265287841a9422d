package org.srl4j.eval.swe.workspace;

/** Runs commands that are not served on the texts themselves. */
@FunctionalInterface
public interface OtherCommands {

  /**
   * Runs a command line in a shell.
   *
   * @param command as the policy wrote it
   * @param workspace what it works on; changed texts are put back
   * @param folder where the shell is, relative to the repository
   * @return what it printed
   * @throws java.io.UncheckedIOException if it cannot be run
   */
  String run(String command, Workspace workspace, String folder);
}
