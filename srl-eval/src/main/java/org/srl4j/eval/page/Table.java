package org.srl4j.eval.page;

import java.util.List;

/**
 * One table of plain text, not escaped for any page.
 *
 * @param title heading
 * @param note what the figures mean; empty when the columns say it
 * @param header column names
 * @param rows cells, each row as long as the header
 */
public record Table(String title, String note, List<String> header, List<List<String>> rows) {

  /** Copies the cells and checks the rows' lengths. */
  public Table {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "rows: " + title + " has " + header.size() + " columns, got a row of " + row.size());
      }
    }
  }
}
