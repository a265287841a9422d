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
   * Only what a grader can grade: gold answers that it cannot read are left out, and problems that
   * have no other, with a warning that counts and names them.
   *
   * @param grader will grade with them
   * @return this if it can read all
   * @throws IllegalArgumentException if it can read none; the message names the first row and text
   */
  public Benchmark gradable(Grader grader) {
    UnusableGolds unusable = new UnusableGolds();
    List<BenchmarkProblem> readable = new ArrayList<>();
    for (BenchmarkProblem problem : problems) {
      List<String> faults = new ArrayList<>();
      List<String> golds =
          problem.golds().stream()
              .filter(gold -> isReadable(gold, problem, grader, faults))
              .toList();
      if (golds.isEmpty()) {
        unusable.row(faults.isEmpty() ? place(problem) + ": no gold answer" : faults.get(0));
      } else {
        faults.forEach(unusable::oneOfSeveral);
        readable.add(problem.withGolds(golds));
      }
    }
    unusable.requireOthers(readable.size());
    List<String> more = new ArrayList<>(warnings);
    more.addAll(unusable.warnings(problems.size()));
    return new Benchmark(definition, file, sha256, rows, readable, more);
  }

  private boolean isReadable(
      String gold, BenchmarkProblem problem, Grader grader, List<String> faults) {
    try {
      grader.checkGold(gold);
      return true;
    } catch (IllegalArgumentException e) {
      faults.add(
          place(problem)
              + ": the grader "
              + grader.name()
              + " cannot read the gold answer '"
              + gold
              + "': "
              + e.getMessage());
      return false;
    }
  }

  private String place(BenchmarkProblem problem) {
    return file + ", row " + problem.row();
  }
}
