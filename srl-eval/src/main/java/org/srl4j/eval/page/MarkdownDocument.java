package org.srl4j.eval.page;

import java.util.List;

/** A Markdown page, written from top to bottom. Every text is escaped. */
public final class MarkdownDocument {
  private final StringBuilder page = new StringBuilder();

  /**
   * A heading.
   *
   * @param level 1 to 6
   */
  public void heading(int level, String text) {
    block("#".repeat(level) + " " + escape(text));
  }

  /** A paragraph. */
  public void paragraph(String text) {
    block(escape(text));
  }

  /** A list with bullets. */
  public void bullets(List<String> items) {
    items.forEach(item -> page.append("- ").append(escape(item)).append('\n'));
    page.append('\n');
  }

  /**
   * An image beside the page.
   *
   * @param description for those who do not see it
   * @param file its name
   */
  public void image(String description, String file) {
    block("![" + description + "](" + file + ")");
  }

  /** A table with its title as a heading and its note below; without rows "None." */
  public void table(int level, Table table) {
    heading(level, table.title());
    if (table.rows().isEmpty()) {
      block("None.");
      return;
    }
    if (!table.note().isEmpty()) {
      paragraph(table.note());
    }
    row(table.header().stream().map(MarkdownDocument::escape).toList());
    row(table.header().stream().map(column -> "---").toList());
    table.rows().forEach(cells -> row(cells.stream().map(MarkdownDocument::escape).toList()));
    page.append('\n');
  }

  private void row(List<String> cells) {
    page.append('|');
    cells.forEach(cell -> page.append(' ').append(cell).append(" |"));
    page.append('\n');
  }

  /** A code block whose fence is longer than any run of backticks in the text. */
  public void code(String caption, String text) {
    StringBuilder ticks = new StringBuilder("```");
    while (text.contains(ticks)) {
      ticks.append('`');
    }
    block(escape(caption) + ":");
    block(ticks + "text\n" + text.stripTrailing() + "\n" + ticks);
  }

  private void block(String text) {
    page.append(text).append("\n\n");
  }

  @Override
  public String toString() {
    return page.toString();
  }

  /** Makes text that neither Markdown nor embedded HTML can read as markup. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("([\\\\`*_\\[\\]|#])", "\\\\$1")
        .replaceAll("\\R", " ");
  }
}
