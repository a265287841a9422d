package org.srl4j.eval.report.benchmark;

import java.util.List;
import java.util.Objects;

/**
 * What a report says of benchmarks.
 *
 * @param asked what was asked, in the order of the config; empty = no benchmarks
 * @param figures one per method, seed and benchmark that has a result
 * @param table the rows beside the paper's; without rows if none of its benchmarks was asked
 * @param notes what must be known to read figures and table
 */
public record BenchmarkSection(
    List<AskedTask> asked, List<BenchmarkFigures> figures, PaperTable table, List<String> notes) {
  /** Of a comparison without benchmarks. */
  public static final BenchmarkSection NONE =
      new BenchmarkSection(List.of(), List.of(), new PaperTable(List.of(), List.of()), List.of());

  /** Copies the lists. */
  public BenchmarkSection {
    Objects.requireNonNull(table, "table");
    asked = List.copyOf(asked);
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }

  /** Whether there is nothing to show. */
  public boolean nothingAsked() {
    return asked.isEmpty();
  }
}
