package org.srl4j.eval.benchmark;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A benchmark, or a training set that may overlap one, as its YAML file says it. Every key has a
 * default but {@code data.file}.
 *
 * @param name short stable name, as on the command line; letters, digits, {@code - _ .}
 * @param version raised whenever a figure may change with it; stands in every report
 * @param title for people; empty = the name
 * @param role what the rows are for
 * @param data the file with the problems
 * @param columns where question, answer and facts stand in a row
 * @param gold how a row's answer column holds the gold answer
 * @param prompt what the model is asked
 * @param sampling how responses are drawn unless the command line says otherwise
 * @param grader name of the grader unless the command line says otherwise
 * @param gradedAs name of the data set whose rules a ported grader follows; empty = the name
 * @param format regular expression; a response in which it is found keeps the format asked for, see
 *     {@link FormatCheck}
 * @param metrics what the report shows first, and which way is better
 * @param changes what each version changed, oldest first
 */
public record TaskDefinition(
    String name,
    String version,
    String title,
    Role role,
    DataSource data,
    Columns columns,
    GoldForm gold,
    TaskPrompt prompt,
    TaskSampling sampling,
    String grader,
    String gradedAs,
    String format,
    List<TaskMetric> metrics,
    List<Change> changes) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  /** What the rows are for. */
  public enum Role {
    /** Problems to measure with. */
    BENCHMARK,
    /** Problems to learn from; looked at for overlap only. */
    TRAINING
  }

  /**
   * An entry of the change log.
   *
   * @param version the version that came with it
   * @param what what a figure may change by
   */
  public record Change(String version, String what) {

    /** Rejects missing parts. */
    public Change {
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(what, "what");
    }

    /** An entry that says nothing. */
    public static Change defaults() {
      return new Change("1", "");
    }
  }

  /** Copies the lists; checks name, version and the format's expression. */
  public TaskDefinition {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name: must be 1 to 64 letters, digits, '-', '_' or '.', got '" + name + "'");
    }
    if (version.isBlank()) {
      throw new IllegalArgumentException("version: must not be blank");
    }
    new FormatCheck(format);
    metrics = List.copyOf(metrics);
    changes = List.copyOf(changes);
  }

  /** What a definition that names nothing has. */
  public static TaskDefinition defaults() {
    return new TaskDefinition(
        "own",
        "1",
        "",
        Role.BENCHMARK,
        DataSource.defaults(),
        Columns.defaults(),
        GoldForm.TEXT,
        TaskPrompt.defaults(),
        TaskSampling.defaults(),
        "strict",
        "",
        "\\\\boxed\\b",
        TaskMetric.usual(),
        List.of());
  }

  /** The same with another name and the file at a path. */
  TaskDefinition at(String newName, String file) {
    DataSource d = data;
    return new TaskDefinition(
        newName,
        version,
        title,
        role,
        new DataSource(file, d.rows(), d.sha256(), d.url(), d.page(), d.licence(), d.note()),
        columns,
        gold,
        prompt,
        sampling,
        grader,
        gradedAs,
        format,
        metrics,
        changes);
  }

  /** The data set whose rules a ported grader follows. */
  public String gradingRules() {
    return gradedAs.isBlank() ? name : gradedAs;
  }

  /** The title, or the name where there is none. */
  public String label() {
    return title.isBlank() ? name : title;
  }
}
