package org.srl4j.eval.report.benchmark;

import java.util.Objects;

/**
 * What was asked of a benchmark, the same of every method.
 *
 * @param name of the benchmark
 * @param title for people
 * @param version of the task's definition
 * @param dataFile name of the data file
 * @param sha256 of that file
 * @param problems asked
 * @param rows of the data file
 * @param samples responses per problem beside the greedy one
 * @param temperature of these
 * @param maxNewTokens limit of one response, tokens
 * @param grader name of the grader
 * @param promptForm how questions became prompts
 */
public record AskedTask(
    String name,
    String title,
    String version,
    String dataFile,
    String sha256,
    int problems,
    int rows,
    int samples,
    double temperature,
    int maxNewTokens,
    String grader,
    String promptForm) {

  /** Rejects missing parts. */
  public AskedTask {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(dataFile, "dataFile");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(grader, "grader");
    Objects.requireNonNull(promptForm, "promptForm");
    if (problems < 1) {
      throw new IllegalArgumentException("problems: must be at least 1, got " + problems);
    }
  }
}
