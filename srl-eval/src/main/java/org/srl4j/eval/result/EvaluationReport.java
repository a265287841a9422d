package org.srl4j.eval.result;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.srl4j.eval.benchmark.TaskMetric;
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.sample.RunSettings;

/**
 * Figures of one model on one benchmark; {@code report.json} is this record. It holds no time, so
 * the same samples and grader always give the same bytes.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param kind always {@link #KIND}; tells it from the report of a comparison
 * @param taskTitle name of the benchmark for people
 * @param run everything that decided the samples
 * @param dataFile name of the data file
 * @param grader name of the grader
 * @param graderVersion its version
 * @param gradingRules name of the data set whose rules a ported grader follows
 * @param format regular expression of the format asked for
 * @param metrics what the tables show first, and which way is better
 * @param greedy figures of greedy responses; null when there are none
 * @param sampled figures of sampled responses; null when there are none
 * @param problems in the order of the data file
 * @param examples some responses to read
 * @param warnings what a reader must know about the data
 * @param notes what a reader must know about the responses
 */
public record EvaluationReport(
    int schemaVersion,
    String kind,
    String taskTitle,
    RunSettings run,
    String dataFile,
    String grader,
    int graderVersion,
    String gradingRules,
    String format,
    List<TaskMetric> metrics,
    GreedyFigures greedy,
    SampledFigures sampled,
    List<ProblemResult> problems,
    List<ExampleResponse> examples,
    List<String> warnings,
    List<String> notes) {
  /** The version that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  /** What kind of report this is. */
  public static final String KIND = "evaluation";

  /** Copies the lists; checks version and kind. */
  public EvaluationReport {
    if (schemaVersion != SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "schemaVersion: this version reads " + SCHEMA_VERSION + ", got " + schemaVersion);
    }
    if (!KIND.equals(kind)) {
      throw new IllegalArgumentException(
          "kind: must be " + KIND + " (written by srl eval), got " + kind);
    }
    Objects.requireNonNull(taskTitle, "taskTitle");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(grader, "grader");
    metrics = List.copyOf(metrics);
    problems = List.copyOf(problems);
    examples = List.copyOf(examples);
    warnings = List.copyOf(warnings);
    notes = List.copyOf(notes);
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems: needs at least one, got none");
    }
  }

  /** Heading of the pages. */
  public String heading() {
    return run.model() + " on " + taskTitle;
  }

  /** Warnings and notes, the warnings first. */
  public List<String> allNotes() {
    return Stream.concat(warnings.stream(), notes.stream()).toList();
  }

  /** The outcomes, from which every figure can be computed again. */
  public List<ProblemOutcome> outcomes() {
    return problems.stream().map(ProblemResult::outcome).toList();
  }
}
