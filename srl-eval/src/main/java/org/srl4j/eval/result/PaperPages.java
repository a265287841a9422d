package org.srl4j.eval.result;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.srl4j.eval.page.HtmlDocument;
import org.srl4j.eval.page.MarkdownDocument;
import org.srl4j.eval.report.benchmark.PaperTable;

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
    page.table(2, table.table());
    page.bullets(notes());
    return page.toString();
  }

  /** One file for a browser. */
  public String html() {
    HtmlDocument page = new HtmlDocument(TITLE);
    page.table(table.table(), "h2");
    page.bullets(notes());
    return page.toString();
  }

  /** What must be known to read the table. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>(table.notes());
    Set<String> tasks = new LinkedHashSet<>();
    table.columns().forEach(column -> tasks.add(PaperTable.task(column)));
    for (String task : tasks) {
      int problems = PaperCells.shipped(task).data().rows();
      notes.add(
          "Smallest greedy gap at 95 % on "
              + task
              + ": "
              + ReportSetPages.smallestGreedyGap(problems)
              + ".");
    }
    notes.addAll(set.notes());
    return notes;
  }
}
