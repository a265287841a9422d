package org.srl4j.eval.report;

import java.util.List;
import java.util.Map;
import org.srl4j.eval.metric.AverageAtK;
import org.srl4j.eval.metric.Wilson;
import org.srl4j.eval.report.benchmark.AskedTask;
import org.srl4j.eval.report.benchmark.BenchmarkFigures;
import org.srl4j.eval.report.benchmark.BenchmarkSection;
import org.srl4j.eval.report.benchmark.PaperTable;

/** Invented benchmarks of reports. */
final class Sections {
  private Sections() {}

  /** Two methods asked AIME, of which one has no result, and a quiz without samples. */
  static BenchmarkSection two() {
    return section("Base", "SRL", "A quiz");
  }

  /** The same with a text in all places. */
  static BenchmarkSection of(String text) {
    return section(text, text, text);
  }

  private static BenchmarkSection section(String first, String second, String quiz) {
    AverageAtK average = new AverageAtK(30, 32, 0.25, 0.05, 0.01);
    BenchmarkFigures aime =
        new BenchmarkFigures(
            "aime24", "base", first, 0, 30, 3, Wilson.interval(3, 30), average, 0.5, 0.25, 700);
    BenchmarkFigures of =
        new BenchmarkFigures("quiz", "base", first, 0, 4, 1, Wilson.interval(1, 4), null, 0, 0, 12);
    PaperTable table =
        PaperTable.ofPaper()
            .with(
                first,
                Map.of(
                    "aime24_greedy",
                    new PaperTable.Cell(10, ""),
                    "aime24_avg32",
                    new PaperTable.Cell(25, "grader " + quiz)))
            .with(second, Map.of("aime24_greedy", new PaperTable.Cell(Double.NaN, "missing")));
    return new BenchmarkSection(
        List.of(asked("aime24", "AIME 2024", 32), asked("quiz", quiz, 0)),
        List.of(aime, of),
        table,
        List.of("Checkpoint: " + first));
  }

  private static AskedTask asked(String name, String title, int samples) {
    return new AskedTask(
        name, title, "1", title + ".jsonl", "0".repeat(64), 4, 30, samples, 1, 2048, title, title);
  }
}
