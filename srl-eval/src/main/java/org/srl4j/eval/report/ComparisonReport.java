package org.srl4j.eval.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.srl4j.eval.report.benchmark.BenchmarkSection;

/**
 * Everything that a comparison of training methods found; {@code report.json} is this record.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param title heading of the pages
 * @param preset name of the preset that was run, e.g. {@code quick}
 * @param created when the run ended, ISO 8601 with offset
 * @param config the resolved configuration, any JSON
 * @param environment fact → value: Java, operating system, cores, revision, versions
 * @param taskDescription what the problems are, how many, how they are decoded and graded
 * @param methods the methods in the order of presentation, unique names
 * @param missing trainings, tests and benchmarks without a result; empty for a whole comparison
 * @param benchmarks what was asked beside the test problems, and the rows beside the paper's
 * @param pairedTests one family of tests, see {@link PairedTest#adjust}
 * @param phases time and work of each phase
 * @param notes what a reader must know, e.g. that the order differs from the paper's
 */
public record ComparisonReport(
    int schemaVersion,
    String title,
    String preset,
    String created,
    JsonNode config,
    Map<String, String> environment,
    String taskDescription,
    List<MethodResult> methods,
    List<MissingRun> missing,
    BenchmarkSection benchmarks,
    List<PairedTest> pairedTests,
    List<PhaseTiming> phases,
    List<String> notes) {

  /** The version that this code writes and reads. */
  public static final int SCHEMA_VERSION = 3;

  /**
   * A training, a test or a benchmark without a result.
   *
   * @param run its folder below the comparison's
   * @param label of the method
   * @param seed training seed
   * @param state waiting, interrupted, diverged, failed or not possible
   * @param cause why; may be empty
   */
  public record MissingRun(String run, String label, long seed, String state, String cause) {}

  /** Copies the lists; checks version, time and that method names are unique. */
  public ComparisonReport {
    if (schemaVersion != SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "schemaVersion: this version reads " + SCHEMA_VERSION + ", got " + schemaVersion);
    }
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(preset, "preset");
    Objects.requireNonNull(config, "config");
    Objects.requireNonNull(taskDescription, "taskDescription");
    Objects.requireNonNull(benchmarks, "benchmarks");
    OffsetDateTime.parse(created);
    environment = Checks.ordered(environment);
    methods = List.copyOf(methods);
    missing = List.copyOf(missing);
    pairedTests = List.copyOf(pairedTests);
    phases = List.copyOf(phases);
    notes = List.copyOf(notes);
    Set<String> names = new HashSet<>();
    for (MethodResult method : methods) {
      if (!names.add(method.name())) {
        throw new IllegalArgumentException(
            "methods: names must be unique, got " + method.name() + " twice");
      }
    }
  }
}
