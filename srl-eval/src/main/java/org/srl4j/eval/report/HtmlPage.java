package org.srl4j.eval.report;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.srl4j.eval.page.HtmlDocument;
import org.srl4j.eval.report.benchmark.BenchmarkTables;

/** {@code report.html} of a comparison. */
final class HtmlPage {
  private final ComparisonReport report;
  private final ReportTables tables;
  private final HtmlDocument page;

  private HtmlPage(ComparisonReport report) {
    this.report = report;
    this.tables = new ReportTables(report);
    this.page = new HtmlDocument(report.title());
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
    HtmlDocument page = html.page;
    Map<String, String> words = Glossary.of(report);
    page.link(words.keySet());
    page.lead(html.tables.sentence());
    page.image(greedyChart, "Greedy accuracy by method", "No result was recorded.");
    html.results();
    html.benchmarks();
    page.notes(report.notes());
    page.table(html.tables.pairedTests(), "h2");
    page.element("h2", "Learning curves");
    page.image(curves, "Validation score over compute", "No validation score was recorded.");
    page.glossary(words);
    page.table(html.tables.perSeed(), "h2");
    html.samples();
    page.table(html.tables.sweep(), "h2");
    page.table(html.tables.phases(), "h2");
    page.table(html.tables.environment(), "h2");
    page.element("h2", "What was run");
    page.element("p", "Preset " + report.preset() + ", " + report.created() + ".");
    page.element("p", report.taskDescription());
    page.element("h2", "Configuration");
    page.details("Resolved configuration", () -> page.pre(report.config().toPrettyString()));
    return page.toString();
  }

  private void results() {
    page.element("h2", "Results on held-out problems");
    for (String decoding : tables.decodings()) {
      page.table(tables.headline(decoding), "h3");
      page.element("p", tables.order(decoding));
    }
    if (!report.missing().isEmpty()) {
      page.table(tables.missing(), "h3");
    }
  }

  private void benchmarks() {
    if (report.benchmarks().nothingAsked()) {
      return;
    }
    BenchmarkTables shown = new BenchmarkTables(report.benchmarks());
    page.element("h2", "Benchmarks");
    shown.paper().ifPresent(table -> page.table(table, "h3"));
    page.bullets(report.benchmarks().notes());
    page.table(shown.figures(), "h3");
    page.table(shown.asked(), "h3");
  }

  private void samples() {
    page.element("h2", "Sample completions");
    for (MethodResult method : report.methods()) {
      page.element("h3", method.label());
      int count = 0;
      for (RunResult run : method.seeds()) {
        run.samples().forEach(sample -> sample(run.seed(), sample));
        count += run.samples().size();
      }
      if (count == 0) {
        page.element("p", "None recorded.");
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
            + DecodingResult.label(sample.decoding())
            + ": "
            + verdict;
    page.details(
        summary,
        () -> {
          page.element("h4", "Prompt");
          page.pre(sample.prompt());
          page.element(
              "h4", sample.turns().size() == 1 ? "Completion" : "Completion, turn by turn");
          sample.turns().forEach(page::pre);
          if (!sample.expertText().isEmpty()) {
            page.element("h4", "Expert");
            page.pre(sample.expertText());
          }
        });
  }
}
