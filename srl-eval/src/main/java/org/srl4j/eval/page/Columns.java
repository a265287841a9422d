package org.srl4j.eval.page;

import java.util.List;

/** A table as lines of a terminal: the first column to the left, figures to the right. */
public final class Columns {
  private Columns() {}

  /** Header and rows, a line each, each ending in a newline. */
  public static String of(Table table) {
    int[] widths = new int[table.header().size()];
    widen(widths, table.header());
    table.rows().forEach(row -> widen(widths, row));
    StringBuilder lines = new StringBuilder(line(widths, table.header()));
    table.rows().forEach(row -> lines.append(line(widths, row)));
    return lines.toString();
  }

  private static void widen(int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], cells.get(i).length());
    }
  }

  private static String line(int[] widths, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? cells.get(i) + blanks : "  " + blanks + cells.get(i));
    }
    return line.toString().stripTrailing() + "\n";
  }
}
