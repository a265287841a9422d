package org.srl4j.eval.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.srl4j.eval.grade.Grader;

/**
 * A task with its data.
 *
 * @param definition what is asked
 * @param file where the problems were read
 * @param sha256 the file's checksum
 * @param rows rows of the file; more than the problems after {@link #first}
 * @param problems in file order, ids unique
 * @param warnings what a reader of the figures must know about the data
 */
public record Benchmark(
    TaskDefinition definition,
    Path file,
    String sha256,
    int rows,
    List<BenchmarkProblem> problems,
    List<String> warnings) {

  /** Copies the lists. */
  public Benchmark {
    Objects.requireNonNull(definition, "definition");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(sha256, "sha256");
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /**
   * The first problems only, with a warning if that is not all.
   *
   * @param limit from 1 to the number of problems
   */
  public Benchmark first(int limit) {
    if (limit < 1 || limit > problems.size()) {
      throw new IllegalArgumentException(
          "limit: must be in 1.." + problems.size() + ", got " + limit);
    }
    if (limit == problems.size()) {
      return this;
    }
    List<String> more = new ArrayList<>(warnings);
    more.add("Only the first " + limit + " of " + problems.size() + " problems were asked.");
    return new Benchmark(definition, file, sha256, rows, problems.subList(0, limit), more);
  }

  /**
   * Checks every gold answer.
   *
   * @param grader will grade with them
   * @return this
   * @throws IllegalArgumentException if the grader cannot read one; the message names the row, the
   *     text and how many more there are
   */
  public Benchmark requireGradable(Grader grader) {
    List<String> faults = new ArrayList<>();
    for (BenchmarkProblem problem : problems) {
      for (String gold : problem.golds()) {
        try {
          grader.checkGold(gold);
        } catch (IllegalArgumentException e) {
          faults.add("row " + problem.row() + ", gold '" + gold + "': " + e.getMessage());
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          file
              + ": the grader "
              + grader.name()
              + " cannot read "
              + (faults.size() == 1 ? "a gold answer" : faults.size() + " gold answers, first")
              + ": "
              + faults.get(0)
              + "; correct the file or choose another grader");
    }
    return this;
  }
}
