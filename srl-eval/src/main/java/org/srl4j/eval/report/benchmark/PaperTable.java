package org.srl4j.eval.report.benchmark;

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
import java.util.Objects;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.Table;

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
  /** Samples per problem in the paper's avg@k. */
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
   * An own figure of a column.
   *
   * @param value %; NaN = it was asked but there is no result
   * @param differs how it was measured otherwise than the paper's, or why it is missing; empty = as
   *     the paper's
   */
  public record Cell(double value, String differs) {

    /** Rejects a figure that is missing without a reason. */
    public Cell {
      Objects.requireNonNull(differs, "differs");
      if (Double.isNaN(value) && differs.isEmpty()) {
        throw new IllegalArgumentException("differs: must say why there is no value");
      }
    }

    /** As the tables show it. */
    private String shown() {
      if (Double.isNaN(value)) {
        return differs;
      }
      return Figures.fixed(value, 1) + (differs.isEmpty() ? "" : " (" + differs + ")");
    }

    /** The same in few columns. */
    private String brief() {
      return Double.isNaN(value)
          ? differs
          : Figures.fixed(value, 1) + (differs.isEmpty() ? "" : "*");
    }
  }

  /**
   * A method and its figures.
   *
   * @param method name of a method or of the user's model
   * @param paper whether the row is the paper's
   * @param cells column → figure; a column that was not asked is missing
   * @param averagePrinted what the paper prints; NaN in the user's rows
   * @param averageComputed mean of the columns; NaN unless all of them are there, each measured as
   *     the paper's
   */
  public record Row(
      String method,
      boolean paper,
      Map<String, Cell> cells,
      double averagePrinted,
      double averageComputed) {

    /** Copies the map. */
    public Row {
      cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    /** Whether the printed average is another one than the columns give. */
    public boolean averagesDiffer() {
      return Math.abs(averagePrinted - averageComputed) >= 0.1;
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
      Map<String, Cell> values = new LinkedHashMap<>();
      for (int c = 0; c < columns.size(); c++) {
        values.put(columns.get(c), new Cell(numbers[c], ""));
      }
      rows.add(new Row(cells[0], true, values, numbers[columns.size()], mean(values)));
    }
    return new PaperTable(columns, rows);
  }

  /** The benchmark of a column. */
  public static String task(String column) {
    String end = isGreedy(column) ? GREEDY : AVERAGE;
    return column.substring(0, column.length() - end.length());
  }

  /** Whether a column is of greedy responses, not of avg@32. */
  public static boolean isGreedy(String column) {
    return column.endsWith(GREEDY);
  }

  /**
   * The same with a row of the user's.
   *
   * @param method name for people
   * @param cells by column; those that were not asked are missing
   */
  public PaperTable with(String method, Map<String, Cell> cells) {
    boolean whole =
        columns.stream().map(cells::get).allMatch(cell -> cell != null && cell.differs().isEmpty());
    List<Row> all = new ArrayList<>(rows);
    all.add(new Row(method, false, cells, Double.NaN, whole ? mean(cells) : Double.NaN));
    return new PaperTable(columns, all);
  }

  /** The user's rows. */
  public List<Row> own() {
    return rows.stream().filter(row -> !row.paper()).toList();
  }

  /** All rows for people. */
  public Table table() {
    return table(rows, true);
  }

  /** The user's rows for a terminal; a star marks what was measured otherwise than the paper's. */
  public Table ownTable() {
    return table(own(), false);
  }

  private Table table(List<Row> shown, boolean whole) {
    List<String> header = new ArrayList<>(whole ? List.of("row", "from") : List.of("row"));
    columns.forEach(
        column -> header.add(column.replace("_avg", " avg@").replace("_greedy", " greedy")));
    if (whole) {
      header.add("average printed");
    }
    header.add("mean of the " + columns.size());
    List<List<String>> lines = new ArrayList<>();
    for (Row row : shown) {
      List<String> line = new ArrayList<>(List.of(row.method()));
      if (whole) {
        line.add(row.paper() ? "paper" : "own");
      }
      for (String column : columns) {
        Cell cell = row.cells().get(column);
        line.add(cell == null ? Figures.NONE : whole ? cell.shown() : cell.brief());
      }
      if (whole) {
        line.add(Figures.fixed(row.averagePrinted(), 1));
      }
      line.add(Figures.fixed(row.averageComputed(), 1));
      lines.add(line);
    }
    return new Table(
        "Solved, %, beside table 1 of the SRL paper",
        "avg@32 at temperature 1.0, greedy at temperature 0. In brackets: how an own figure was"
            + " measured otherwise; the mean of the "
            + columns.size()
            + " is given where none was.",
        header,
        lines);
  }

  /** What must be known of the paper's rows. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (Row row : rows) {
      if (row.averagesDiffer()) {
        notes.add(
            row.method()
                + ": the paper prints the average "
                + Figures.fixed(row.averagePrinted(), 1)
                + ", the mean of the row's seven columns is "
                + Figures.fixed(row.averageComputed(), 1)
                + ".");
      }
    }
    notes.add(
        "The paper's rows are single runs of Qwen2.5-7B-Instruct without intervals; its token limit,"
            + " top-p and system prompt are not stated. Own figures are comparable only with the same"
            + " base model, the grader qwen and avg@32 at temperature 1.0.");
    return notes;
  }

  private static double mean(Map<String, Cell> cells) {
    return cells.values().stream().mapToDouble(Cell::value).average().orElseThrow();
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
