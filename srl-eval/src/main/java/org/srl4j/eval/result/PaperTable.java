package org.srl4j.eval.result;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Table 1 of the SRL paper (arXiv:2510.25992) with a user's own results below it.
 *
 * <p>The averages are the unweighted means of the seven columns. The paper prints another one for
 * its own method: 27.6, where the mean of that row's columns is 26.9; both are shown.
 *
 * @param columns {@code task_avg32} or {@code task_greedy}, in the paper's order
 * @param rows the paper's, then the user's
 */
public record PaperTable(List<String> columns, List<Row> rows) {
  /** Samples a problem in the paper's avg@k. */
  public static final int PAPER_K = 32;

  private static final String RESOURCE = "table1.csv";
  private static final String GREEDY = "_greedy";
  private static final String AVERAGE = "_avg" + PAPER_K;

  /** Copies the lists. */
  public PaperTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * A method and its figures.
   *
   * @param method name of a method or of the user's model
   * @param paper whether the row is the paper's
   * @param values column → %; a column that was not measured is missing
   * @param averagePrinted what the paper prints; null in the user's rows
   * @param averageComputed mean of the columns; null unless all of them are there
   */
  public record Row(
      String method,
      boolean paper,
      Map<String, Double> values,
      Double averagePrinted,
      Double averageComputed) {

    /** Copies the map. */
    public Row {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Whether the printed average is another one than the columns give. */
    public boolean averagesDiffer() {
      return averagePrinted != null && Math.abs(averagePrinted - averageComputed) >= 0.1;
    }
  }

  /** The paper's rows alone. */
  public static PaperTable ofPaper() {
    List<String> lines = lines();
    List<String> header = List.of(lines.get(0).split(","));
    List<String> columns = header.subList(1, header.size() - 1);
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      double[] numbers = Arrays.stream(cells).skip(1).mapToDouble(Double::parseDouble).toArray();
      Map<String, Double> values = new LinkedHashMap<>();
      for (int c = 0; c < columns.size(); c++) {
        values.put(columns.get(c), numbers[c]);
      }
      rows.add(new Row(cells[0], true, values, numbers[columns.size()], mean(values)));
    }
    return new PaperTable(columns, rows);
  }

  /**
   * The same with a row a model.
   *
   * @param set the user's reports; benchmarks that the paper lacks play no part
   */
  public PaperTable with(ReportSet set) {
    List<Row> all = new ArrayList<>(rows);
    for (String model : set.models()) {
      Map<String, Double> values = new LinkedHashMap<>();
      for (String column : columns) {
        value(set, model, column).ifPresent(value -> values.put(column, 100 * value));
      }
      Double average = values.size() == columns.size() ? mean(values) : null;
      all.add(new Row(model, false, values, null, average));
    }
    return new PaperTable(columns, all);
  }

  private static Optional<Double> value(ReportSet set, String model, String column) {
    boolean greedy = column.endsWith(GREEDY);
    String task = column.substring(0, column.length() - (greedy ? GREEDY : AVERAGE).length());
    Optional<EvaluationReport> report = set.find(model, task);
    return greedy
        ? report.map(EvaluationReport::greedy).map(GreedyFigures::accuracy)
        : report
            .map(EvaluationReport::sampled)
            .filter(sampled -> sampled.averageAtK().k() == PAPER_K)
            .map(sampled -> sampled.averageAtK().mean());
  }

  private static double mean(Map<String, Double> values) {
    return values.values().stream().mapToDouble(v -> v).average().orElseThrow();
  }

  private static List<String> lines() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                PaperTable.class.getResourceAsStream(RESOURCE), StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
    } catch (IOException e) {
      throw new AssertionError(RESOURCE + " is a resource of this package", e);
    }
  }
}
