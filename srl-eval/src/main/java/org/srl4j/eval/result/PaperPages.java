package org.srl4j.eval.result;

import java.util.ArrayList;
import java.util.List;
import org.srl4j.eval.benchmark.TaskCatalogue;
import org.srl4j.eval.benchmark.TaskDefinition;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.HtmlDocument;
import org.srl4j.eval.page.MarkdownDocument;
import org.srl4j.eval.page.Table;

/**
 * The paper's table 1 and a user's rows, as Markdown or HTML.
 *
 * @param table the rows
 * @param set the user's reports; their notes are shown
 */
public record PaperPages(PaperTable table, ReportSet set) {
  private static final String TITLE = "Beside table 1 of the SRL paper";

  /** For a terminal or a repository. */
  public String markdown() {
    MarkdownDocument page = new MarkdownDocument();
    page.heading(1, TITLE);
    page.table(2, rows());
    page.bullets(notes());
    return page.toString();
  }

  /** One file for a browser. */
  public String html() {
    HtmlDocument page = new HtmlDocument(TITLE);
    page.table(rows(), "h2");
    notes().forEach(note -> page.element("p", note));
    return page.toString();
  }

  /** What must be known to read the table. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (PaperTable.Row row : table.rows()) {
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
    for (String task : List.of("amc23", "aime24", "aime25", "minerva_math")) {
      notes.add("Smallest greedy gap at 95 % on " + task + ": " + gap(task) + ".");
    }
    notes.addAll(set.notes());
    return notes;
  }

  private static String gap(String task) {
    int problems =
        TaskCatalogue.shipped().stream()
            .filter(definition -> definition.name().equals(task))
            .map(TaskDefinition::data)
            .findFirst()
            .orElseThrow()
            .rows();
    return ReportSetPages.smallestGreedyGap(problems);
  }

  private Table rows() {
    List<String> header = new ArrayList<>(List.of("row", "from"));
    table
        .columns()
        .forEach(
            column -> header.add(column.replace("_avg", " avg@").replace("_greedy", " greedy")));
    header.addAll(List.of("average printed", "mean of the 7"));
    List<List<String>> rows = new ArrayList<>();
    for (PaperTable.Row row : table.rows()) {
      List<String> cells = new ArrayList<>(List.of(row.method(), row.paper() ? "paper" : "own"));
      for (String column : table.columns()) {
        cells.add(number(row.values().get(column)));
      }
      cells.add(number(row.averagePrinted()));
      cells.add(number(row.averageComputed()));
      rows.add(cells);
    }
    return new Table(
        "Solved, %", "avg@32 at temperature 1.0, greedy at temperature 0.", header, rows);
  }

  private static String number(Double value) {
    return value == null ? Figures.NONE : Figures.fixed(value, 1);
  }
}
