package org.srl4j.eval.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.eval.benchmark.DataSource;
import org.srl4j.eval.benchmark.TaskCatalogue;
import org.srl4j.eval.benchmark.TaskDefinition;
import org.srl4j.eval.report.benchmark.PaperTable;

/** Own evaluations as figures of the paper's table 1. */
public final class PaperCells {
  private static final String GRADER = "qwen";
  private static final double TEMPERATURE = 1;

  private PaperCells() {}

  /**
   * The paper's table with a row per model.
   *
   * @param set the user's reports; benchmarks that the paper lacks play no part
   */
  public static PaperTable beside(ReportSet set) {
    PaperTable table = PaperTable.ofPaper();
    for (String model : set.models()) {
      Map<String, PaperTable.Cell> cells = new LinkedHashMap<>();
      for (String column : table.columns()) {
        set.find(model, PaperTable.task(column))
            .flatMap(report -> of(report, column))
            .ifPresent(cell -> cells.put(column, cell));
      }
      table = table.with(model, cells);
    }
    return table;
  }

  /**
   * The figure of a column.
   *
   * @param report of the column's benchmark
   * @return empty if such responses were not drawn
   */
  public static Optional<PaperTable.Cell> of(EvaluationReport report, String column) {
    Optional<Double> value =
        PaperTable.isGreedy(column)
            ? Optional.ofNullable(report.greedy()).map(GreedyFigures::accuracy)
            : Optional.ofNullable(report.sampled()).map(sampled -> sampled.averageAtK().mean());
    return value.map(share -> new PaperTable.Cell(100 * share, differs(report, column)));
  }

  /** In a few words, for a table's cell. */
  private static String differs(EvaluationReport report, String column) {
    List<String> words = new ArrayList<>();
    if (!PaperTable.isGreedy(column)) {
      if (report.run().k() != PaperTable.PAPER_K) {
        words.add("avg@" + report.run().k());
      }
      if (report.run().temperature() != TEMPERATURE) {
        words.add("temperature " + report.run().temperature());
      }
    }
    DataSource shipped = shipped(PaperTable.task(column)).data();
    if (report.run().problems() != shipped.rows()) {
      words.add(report.run().problems() + " of " + shipped.rows() + " problems");
    }
    if (!report.run().dataSha256().equals(shipped.sha256())) {
      words.add("other data");
    }
    if (!report.grader().equals(GRADER)) {
      words.add("grader " + report.grader());
    }
    return String.join(", ", words);
  }

  /** The definition of a benchmark of the paper. */
  static TaskDefinition shipped(String task) {
    return TaskCatalogue.shipped().stream()
        .filter(definition -> definition.name().equals(task))
        .findFirst()
        .orElseThrow();
  }
}
