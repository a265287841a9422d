package org.srl4j.eval.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code report.md}: the tables, the charts as files beside it and one sample a method. */
final class MarkdownPage {
  private final ComparisonReport report;
  private final ReportTables tables;
  private final StringBuilder page = new StringBuilder();

  private MarkdownPage(ComparisonReport report) {
    this.report = report;
    this.tables = new ReportTables(report);
  }

  /**
   * Renders the page.
   *
   * @param report the report
   * @param hasGreedyChart whether the bar chart lies beside the page
   * @param hasCurves whether the learning curves lie beside the page
   * @return Markdown with pipe tables
   */
  static String render(ComparisonReport report, boolean hasGreedyChart, boolean hasCurves) {
    MarkdownPage markdown = new MarkdownPage(report);
    markdown.head();
    markdown.results(hasGreedyChart);
    markdown.table(markdown.tables.pairedTests());
    markdown.curves(hasCurves);
    markdown.table(markdown.tables.sweep());
    markdown.table(markdown.tables.phases());
    markdown.samples();
    markdown.table(markdown.tables.environment());
    markdown.configuration();
    return markdown.page.toString();
  }

  private void head() {
    line("# " + escape(report.title()));
    line("Preset " + escape(report.preset()) + ", " + escape(report.created()) + ".");
    line(escape(report.taskDescription()));
    if (!report.notes().isEmpty()) {
      line("## Notes");
      report.notes().forEach(note -> page.append("- ").append(escape(note)).append('\n'));
      page.append('\n');
    }
  }

  private void results(boolean hasGreedyChart) {
    line("## Results on held-out problems");
    for (String decoding : tables.decodings()) {
      table(tables.headline(decoding), "### ");
      line(escape(tables.order(decoding)));
    }
    if (hasGreedyChart) {
      line("![Greedy accuracy by method](" + ReportWriter.GREEDY_PNG + ")");
    }
    table(tables.perSeed(), "### ");
  }

  private void curves(boolean hasCurves) {
    line("## Learning curves");
    line(
        hasCurves
            ? "![Validation score over compute](" + ReportWriter.CURVES_PNG + ")"
            : "No validation score was recorded.");
  }

  private void samples() {
    line("## Sample completions");
    for (MethodResult method : report.methods()) {
      int count = method.seeds().stream().mapToInt(run -> run.samples().size()).sum();
      Optional<RunResult> run =
          method.seeds().stream().filter(r -> !r.samples().isEmpty()).findFirst();
      line(
          run.isEmpty()
              ? "### " + escape(method.label()) + ": none recorded"
              : "### " + escape(method.label()) + ": 1 of " + count + ", all in report.html");
      run.ifPresent(r -> sample(r.seed(), r.samples().get(0)));
    }
  }

  private void sample(long seed, SampleCompletion sample) {
    line(
        "Seed "
            + seed
            + ", problem "
            + escape(sample.problemId())
            + ", "
            + escape(Figures.decoding(sample.decoding()))
            + ": **"
            + sample.verdict().name().toLowerCase(Locale.ROOT)
            + "**");
    fence("Prompt", sample.prompt());
    fence("Completion", String.join("\n", sample.turns()));
    if (!sample.expertText().isEmpty()) {
      fence("Expert", sample.expertText());
    }
  }

  private void configuration() {
    line("## Configuration");
    fence("Resolved", report.config().toPrettyString());
  }

  /** A code block whose fence is longer than any run of backticks in the text. */
  private void fence(String caption, String text) {
    StringBuilder ticks = new StringBuilder("```");
    while (text.contains(ticks)) {
      ticks.append('`');
    }
    line(caption + ":");
    line(ticks + "text\n" + text.stripTrailing() + "\n" + ticks);
  }

  private void table(Table table) {
    table(table, "## ");
  }

  private void table(Table table, String level) {
    line(level + escape(table.title()));
    if (table.rows().isEmpty()) {
      line("None.");
      return;
    }
    if (!table.note().isEmpty()) {
      line(escape(table.note()));
    }
    row(table.header());
    row(table.header().stream().map(column -> "---").toList(), false);
    table.rows().forEach(this::row);
    page.append('\n');
  }

  private void row(List<String> cells) {
    row(cells, true);
  }

  private void row(List<String> cells, boolean escaped) {
    page.append('|');
    cells.forEach(cell -> page.append(' ').append(escaped ? escape(cell) : cell).append(" |"));
    page.append('\n');
  }

  private void line(String text) {
    page.append(text).append("\n\n");
  }

  /** Makes text that neither Markdown nor embedded HTML can read as markup. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("([\\\\`*_\\[\\]|#])", "\\\\$1")
        .replaceAll("\\R", " ");
  }
}
