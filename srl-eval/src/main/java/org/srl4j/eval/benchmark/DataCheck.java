package org.srl4j.eval.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is there of a task's data.
 *
 * @param definition the task
 * @param status what was found
 * @param file where, if anywhere
 * @param benchmark its content, if it could be read
 * @param problems what is wrong, for people; empty when nothing is
 */
public record DataCheck(
    TaskDefinition definition,
    Status status,
    Optional<Path> file,
    Optional<Benchmark> benchmark,
    List<String> problems) {

  /** What was found. */
  public enum Status {
    /** The expected file, or a readable one of which nothing is expected. */
    OK,
    /** A readable file with another checksum or number of rows, or unusable gold answers. */
    DIFFERENT,
    /** A file that is no such data. */
    UNREADABLE,
    /** No file. */
    MISSING,
    /** No file, and it could not be fetched. */
    FAILED
  }

  /** Copies the list. */
  public DataCheck {
    Objects.requireNonNull(definition, "definition");
    Objects.requireNonNull(status, "status");
    problems = List.copyOf(problems);
  }

  /**
   * Looks for a task's file and reads all of it.
   *
   * @param definition the task
   * @param folder see {@link TaskCatalogue#dataFile}
   * @throws IOException if the folder cannot be listed
   */
  public static DataCheck of(TaskDefinition definition, Path folder) throws IOException {
    Optional<Path> file = TaskCatalogue.dataFile(definition, folder);
    if (file.isEmpty()) {
      return new DataCheck(definition, Status.MISSING, file, Optional.empty(), List.of());
    }
    try {
      Benchmark benchmark = BenchmarkLoader.load(definition, file.get());
      Status status = benchmark.warnings().isEmpty() ? Status.OK : Status.DIFFERENT;
      return new DataCheck(definition, status, file, Optional.of(benchmark), benchmark.warnings());
    } catch (IllegalArgumentException e) {
      return new DataCheck(
          definition, Status.UNREADABLE, file, Optional.empty(), List.of(e.getMessage()));
    }
  }

  /**
   * The same after a try to fetch the file.
   *
   * @param reason why it failed
   */
  public DataCheck failed(String reason) {
    return new DataCheck(definition, Status.FAILED, file, benchmark, List.of(reason));
  }
}
