package org.srl4j.eval.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code report.html}: one file with style and charts inside, nothing loaded from elsewhere.
 *
 * <p>Every text of the report is escaped; the content security policy of the page forbids scripts
 * and the network as a second line.
 */
final class HtmlPage {
  private static final String STYLE = "report.css";

  private final ComparisonReport report;
  private final ReportTables tables;
  private final StringBuilder page = new StringBuilder();

  private HtmlPage(ComparisonReport report) {
    this.report = report;
    this.tables = new ReportTables(report);
  }

  /**
   * Renders the page.
   *
   * @param report the report
   * @param greedyChart PNG of the bar chart, if there is one
   * @param curves PNG of the learning curves, if there are any
   * @return HTML 5
   */
  static String render(
      ComparisonReport report, Optional<byte[]> greedyChart, Optional<byte[]> curves) {
    HtmlPage html = new HtmlPage(report);
    html.head();
    html.results(greedyChart);
    html.table(html.tables.pairedTests(), "h2");
    html.element("h2", "Learning curves");
    html.image(curves, "Validation score over compute", "No validation score was recorded.");
    html.table(html.tables.sweep(), "h2");
    html.table(html.tables.phases(), "h2");
    html.samples();
    html.table(html.tables.environment(), "h2");
    html.element("h2", "Configuration");
    html.details("Resolved configuration", () -> html.pre(report.config().toPrettyString()));
    html.page.append("</main>\n</body>\n</html>\n");
    return html.page.toString();
  }

  private void head() {
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .append(" img-src data:; style-src 'unsafe-inline'\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    element("title", report.title());
    page.append("<style>\n").append(style()).append("</style>\n</head>\n<body>\n<main>\n");
    element("h1", report.title());
    element("p", "Preset " + report.preset() + ", " + report.created() + ".");
    element("p", report.taskDescription());
    if (!report.notes().isEmpty()) {
      page.append("<section class=\"notes\">\n");
      element("h2", "Notes");
      page.append("<ul>\n");
      report.notes().forEach(note -> element("li", note));
      page.append("</ul>\n</section>\n");
    }
  }

  private void results(Optional<byte[]> greedyChart) {
    element("h2", "Results on held-out problems");
    for (String decoding : tables.decodings()) {
      table(tables.headline(decoding), "h3");
      element("p", tables.order(decoding));
    }
    image(greedyChart, "Greedy accuracy by method", "No result was recorded.");
    table(tables.perSeed(), "h3");
  }

  private void samples() {
    element("h2", "Sample completions");
    for (MethodResult method : report.methods()) {
      element("h3", method.label());
      int count = 0;
      for (RunResult run : method.seeds()) {
        run.samples().forEach(sample -> sample(run.seed(), sample));
        count += run.samples().size();
      }
      if (count == 0) {
        element("p", "None recorded.");
      }
    }
  }

  private void sample(long seed, SampleCompletion sample) {
    String verdict = sample.verdict().name().toLowerCase(Locale.ROOT);
    String summary =
        "Seed "
            + seed
            + ", problem "
            + sample.problemId()
            + ", "
            + Figures.decoding(sample.decoding())
            + ": "
            + verdict;
    details(
        summary,
        () -> {
          element("h4", "Prompt");
          pre(sample.prompt());
          element("h4", sample.turns().size() == 1 ? "Completion" : "Completion, turn by turn");
          sample.turns().forEach(this::pre);
          if (!sample.expertText().isEmpty()) {
            element("h4", "Expert");
            pre(sample.expertText());
          }
        });
  }

  private void table(Table table, String heading) {
    element(heading, table.title());
    if (table.rows().isEmpty()) {
      element("p", "None.");
      return;
    }
    if (!table.note().isEmpty()) {
      page.append("<p class=\"note\">").append(escape(table.note())).append("</p>\n");
    }
    page.append("<div class=\"scroll\">\n<table>\n<thead>\n");
    row(table.header(), "th");
    page.append("</thead>\n<tbody>\n");
    table.rows().forEach(cells -> row(cells, "td"));
    page.append("</tbody>\n</table>\n</div>\n");
  }

  private void row(List<String> cells, String cell) {
    page.append("<tr>");
    for (String text : cells) {
      page.append('<').append(cell).append('>').append(escape(text));
      page.append("</").append(cell).append('>');
    }
    page.append("</tr>\n");
  }

  private void image(Optional<byte[]> png, String description, String otherwise) {
    if (png.isEmpty()) {
      element("p", otherwise);
      return;
    }
    page.append("<figure><img alt=\"").append(escape(description)).append("\" width=\"");
    page.append(ReportCharts.WIDTH).append("\" height=\"").append(ReportCharts.HEIGHT);
    page.append("\" src=\"data:image/png;base64,");
    page.append(Base64.getEncoder().encodeToString(png.get())).append("\"></figure>\n");
  }

  private void details(String summary, Runnable body) {
    page.append("<details>\n");
    element("summary", summary);
    body.run();
    page.append("</details>\n");
  }

  private void pre(String text) {
    element("pre", text);
  }

  private void element(String name, String text) {
    page.append('<').append(name).append('>').append(escape(text));
    page.append("</").append(name).append(">\n");
  }

  /** Makes text safe between tags and inside double-quoted attributes. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String style() {
    try (InputStream css = HtmlPage.class.getResourceAsStream(STYLE)) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError("the style sheet is a resource of this package", e);
    }
  }
}
