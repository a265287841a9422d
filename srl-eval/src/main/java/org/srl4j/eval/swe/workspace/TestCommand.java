package org.srl4j.eval.swe.workspace;

import java.util.Map;

/** Runs the tests of a repository. */
@FunctionalInterface
public interface TestCommand {
  /** The word by which agents run the tests. */
  String NAME = "run_tests";

  /**
   * Runs all tests.
   *
   * @param texts of the workspace by path
   * @return what an agent is shown
   * @throws java.io.UncheckedIOException if they cannot be run
   */
  String run(Map<String, String> texts);
}
