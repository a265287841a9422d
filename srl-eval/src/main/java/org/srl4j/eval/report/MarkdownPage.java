package org.srl4j.eval.report;

import java.util.Locale;
import java.util.Optional;
import org.srl4j.eval.page.MarkdownDocument;
import org.srl4j.eval.report.benchmark.BenchmarkTables;

/** {@code report.md}: the tables, the charts as files beside it and one sample per method. */
final class MarkdownPage {
  private final ComparisonReport report;
  private final ReportTables tables;
  private final MarkdownDocument page = new MarkdownDocument();

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
    markdown.head(hasGreedyChart);
    markdown.results();
    markdown.missing();
    markdown.benchmarks();
    markdown.notes();
    markdown.page.table(2, markdown.tables.pairedTests());
    markdown.curves(hasCurves);
    markdown.glossary();
    markdown.page.table(2, markdown.tables.perSeed());
    markdown.samples();
    markdown.page.table(2, markdown.tables.sweep());
    markdown.page.table(2, markdown.tables.phases());
    markdown.page.table(2, markdown.tables.environment());
    markdown.whatWasRun();
    return markdown.page.toString();
  }

  private void head(boolean hasGreedyChart) {
    page.heading(1, report.title());
    page.paragraph(tables.sentence());
    if (hasGreedyChart) {
      page.image("Greedy accuracy by method", ReportWriter.GREEDY_PNG);
    }
  }

  private void glossary() {
    page.heading(2, "Glossary");
    page.bullets(
        Glossary.of(report).entrySet().stream()
            .map(word -> word.getKey() + ": " + word.getValue())
            .toList());
  }

  private void notes() {
    if (!report.notes().isEmpty()) {
      page.heading(2, "Notes");
      page.bullets(report.notes());
    }
  }

  private void results() {
    page.heading(2, "Results on held-out problems");
    for (String decoding : tables.decodings()) {
      page.table(3, tables.headline(decoding));
      page.paragraph(tables.order(decoding));
    }
  }

  private void missing() {
    if (!report.missing().isEmpty()) {
      page.table(3, tables.missing());
    }
  }

  private void benchmarks() {
    if (report.benchmarks().nothingAsked()) {
      return;
    }
    BenchmarkTables shown = new BenchmarkTables(report.benchmarks());
    page.heading(2, "Benchmarks");
    shown.paper().ifPresent(table -> page.table(3, table));
    page.bullets(report.benchmarks().notes());
    page.table(3, shown.figures());
    page.table(3, shown.asked());
  }

  private void curves(boolean hasCurves) {
    page.heading(2, "Learning curves");
    if (hasCurves) {
      page.image("Validation score over compute", ReportWriter.CURVES_PNG);
    } else {
      page.paragraph("No validation score was recorded.");
    }
  }

  private void samples() {
    page.heading(2, "Sample completions");
    for (MethodResult method : report.methods()) {
      int count = method.seeds().stream().mapToInt(run -> run.samples().size()).sum();
      Optional<RunResult> run =
          method.seeds().stream().filter(r -> !r.samples().isEmpty()).findFirst();
      String kept = run.isEmpty() ? "none recorded" : "1 of " + count + ", all in report.html";
      page.heading(3, method.label() + ": " + kept);
      run.ifPresent(r -> sample(r.seed(), r.samples().get(0)));
    }
  }

  private void sample(long seed, SampleCompletion sample) {
    page.paragraph(
        "Seed "
            + seed
            + ", problem "
            + sample.problemId()
            + ", "
            + DecodingResult.label(sample.decoding())
            + ": "
            + sample.verdict().name().toLowerCase(Locale.ROOT));
    page.code("Prompt", sample.prompt());
    page.code("Completion", String.join("\n", sample.turns()));
    if (!sample.expertText().isEmpty()) {
      page.code("Expert", sample.expertText());
    }
  }

  private void whatWasRun() {
    page.heading(2, "What was run");
    page.paragraph("Preset " + report.preset() + ", " + report.created() + ".");
    page.paragraph(report.taskDescription());
    page.heading(2, "Configuration");
    page.code("Resolved", report.config().toPrettyString());
  }
}
