package org.srl4j.eval.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.eval.metric.SmallestGap;
import org.srl4j.eval.page.Figures;
import org.srl4j.eval.page.HtmlDocument;
import org.srl4j.eval.page.MarkdownDocument;
import org.srl4j.eval.page.Table;
import org.srl4j.eval.report.PairedTest;

/** Several reports side by side, as Markdown or HTML. */
public final class ReportSetPages {
  private static final String TITLE = "Comparison of evaluations";
  private static final double SIGNIFICANCE = 0.05;

  private final ReportSet set;

  /**
   * Pages of a set.
   *
   * @param set the reports
   */
  public ReportSetPages(ReportSet set) {
    this.set = set;
  }

  /** For a terminal or a repository. */
  public String markdown() {
    MarkdownDocument page = new MarkdownDocument();
    page.heading(1, TITLE);
    if (!set.notes().isEmpty()) {
      page.heading(2, "Notes");
      page.bullets(set.notes());
    }
    page.table(2, figures());
    page.paragraph(smallestGaps());
    page.table(2, tests());
    return page.toString();
  }

  /** One file for a browser. */
  public String html() {
    HtmlDocument page = new HtmlDocument(TITLE);
    page.notes(set.notes());
    page.table(figures(), "h2");
    page.element("p", smallestGaps());
    page.table(tests(), "h2");
    return page.toString();
  }

  private Table figures() {
    List<String> header = new ArrayList<>(List.of("model"));
    for (String task : set.tasks()) {
      header.add(task + " greedy, %");
      header.add(task + " avg@k, %");
    }
    List<List<String>> rows = new ArrayList<>();
    for (String model : set.models()) {
      List<String> row = new ArrayList<>(List.of(model));
      for (String task : set.tasks()) {
        Optional<EvaluationReport> report = set.find(model, task);
        row.add(report.map(ReportSetPages::greedy).orElse(Figures.NONE));
        row.add(report.map(ReportSetPages::average).orElse(Figures.NONE));
      }
      rows.add(row);
    }
    return new Table(
        "Figures",
        "Greedy with the 95 % Wilson interval over problems; avg@k ± standard error over problems.",
        header,
        rows);
  }

  static String greedy(EvaluationReport report) {
    return report.greedy() == null
        ? Figures.NONE
        : Figures.percent(report.greedy().accuracy()) + Figures.percent(report.greedy().wilson());
  }

  static String average(EvaluationReport report) {
    return report.sampled() == null
        ? Figures.NONE
        : Figures.percent(report.sampled().averageAtK().mean())
            + Figures.plusMinus(report.sampled().averageAtK().standardErrorOverProblems())
            + " (k "
            + report.run().k()
            + ")";
  }

  private String smallestGaps() {
    List<String> parts = new ArrayList<>();
    for (String task : set.tasks()) {
      EvaluationReport any =
          set.reports().stream()
              .filter(report -> report.task().equals(task))
              .findFirst()
              .orElseThrow()
              .report();
      parts.add(task + ": " + smallestGreedyGap(any.problems().size()));
    }
    return "Smallest gap in greedy accuracy that each benchmark can show at 95 %: "
        + String.join("; ", parts)
        + ".";
  }

  static String smallestGreedyGap(int problems) {
    int gap = SmallestGap.greedyProblems(problems);
    return gap > problems
        ? "none"
        : gap
            + " of "
            + problems
            + " problems ("
            + Figures.percent((double) gap / problems)
            + " points), if all of them change the same way";
  }

  private Table tests() {
    List<ReportSet.Paired> tests = set.tests();
    List<List<String>> rows = tests.stream().map(ReportSetPages::row).toList();
    return new Table(
        "Paired tests against " + set.models().get(0),
        "Difference with the 95 % bootstrap interval over problems. McNemar: exact, with the problems"
            + " that only the first : only the second solves. Holm p: over all "
            + tests.size()
            + " tests of this table; read at 0.05. Smallest gap: what this comparison could have"
            + " shown at 95 % with these discordant problems or this spread, before Holm.",
        List.of(
            "comparison",
            "benchmark",
            "measure",
            "difference, points",
            "test",
            "p",
            "Holm p",
            "smallest gap",
            "reading"),
        rows);
  }

  private static List<String> row(ReportSet.Paired paired) {
    PairedTest test = paired.test();
    String name = test.permutation() == null ? "McNemar " : "permutation, ";
    if (test.mcNemar() != null) {
      name += test.mcNemar().onlyFirst() + " : " + test.mcNemar().onlySecond();
    } else {
      name += test.permutation().exact() ? "exact" : test.permutation().draws() + " draws";
    }
    String reading = "no difference shown";
    if (test.holmP() <= SIGNIFICANCE) {
      String word = test.difference() > 0 ? " better than " : " worse than ";
      reading = test.pair().first() + word + test.pair().second();
    }
    return List.of(
        test.pair().first() + " − " + test.pair().second(),
        test.pair().scope(),
        test.measure(),
        Figures.points(test.difference()) + Figures.percent(test.interval()),
        name,
        Figures.pValue(test.rawP()),
        Figures.pValue(test.holmP()),
        Double.isNaN(paired.smallestGap()) ? "none" : Figures.percent(paired.smallestGap()),
        reading);
  }
}
