package org.srl4j.eval.api;

import java.util.List;
import java.util.stream.Collectors;
import org.srl4j.eval.page.HtmlDocument;
import org.srl4j.eval.page.Table;

/**
 * A table of plain text.
 *
 * @param table title, header and cells
 */
public record ShownTable(Table table) implements Shown {

  @Override
  public String html() {
    StringBuilder page = new StringBuilder("<table>\n<caption>");
    page.append(HtmlDocument.escape(table.title())).append("</caption>\n");
    row(page, table.header(), "th");
    table.rows().forEach(cells -> row(page, cells, "td"));
    return page.append("</table>\n").toString();
  }

  private static void row(StringBuilder page, List<String> cells, String tag) {
    page.append("<tr>");
    for (String cell : cells) {
      page.append('<').append(tag).append('>').append(HtmlDocument.escape(cell));
      page.append("</").append(tag).append('>');
    }
    page.append("</tr>\n");
  }

  /** Lines with a bar between cells. */
  @Override
  public String toString() {
    String rows =
        table.rows().stream().map(row -> String.join(" | ", row)).collect(Collectors.joining("\n"));
    return table.title() + "\n" + String.join(" | ", table.header()) + "\n" + rows;
  }
}
