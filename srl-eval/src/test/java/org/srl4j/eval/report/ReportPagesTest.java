package org.srl4j.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.page.HtmlDocument;
import org.srl4j.eval.page.MarkdownDocument;
import org.srl4j.eval.report.benchmark.BenchmarkSection;

/** The Markdown and the HTML page. */
class ReportPagesTest {
  private static final byte[] ANY_IMAGE = {1, 2, 3};

  private static String html(ComparisonReport report) {
    return HtmlPage.render(report, Optional.of(ANY_IMAGE), Optional.empty());
  }

  @Test
  void markdownIsTheGoldenPage() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("small.md")) {
      String expected = new String(golden.readAllBytes(), StandardCharsets.UTF_8);
      String page = MarkdownPage.render(Reports.small(), true, true);
      assertEquals(expected.substring(expected.indexOf("# ")), page);
    }
  }

  @Test
  void htmlEscapesWhatThePolicyWrote() {
    String page = html(Reports.small());
    assertTrue(page.contains(HtmlDocument.escape(Reports.HOSTILE)));
    assertFalse(page.contains("<script"));
    assertFalse(page.contains("<img src=http"));
    assertFalse(page.contains("<think>"));
  }

  @Test
  void htmlEscapesEveryTextField() {
    ComparisonReport page = hostileEverywhere();
    String html = html(page);
    assertFalse(html.contains("<script"));
    assertFalse(html.contains("<img src=http"));
  }

  @Test
  void htmlLoadsNothingFromElsewhere() {
    String page = html(Reports.small());
    Matcher reference =
        Pattern.compile("<[^>]*\\s(src|href|action|data)=\"([^\"]*)\"").matcher(page);
    int found = 0;
    while (reference.find()) {
      String target = reference.group(2);
      boolean word = reference.group(1).equals("href") && target.startsWith("#word-");
      assertTrue(word || target.startsWith("data:image/png;base64,"), reference.group());
      found += word ? 0 : 1;
    }
    assertEquals(1, found);
    assertFalse(page.contains("<link"));
    assertFalse(page.contains("url("));
    assertFalse(page.contains("@import"));
    assertTrue(page.contains("default-src 'none'"));
  }

  @Test
  void htmlIsBalanced() {
    String page = html(hostileEverywhere());
    for (String tag :
        List.of("main", "table", "thead", "tbody", "tr", "td", "th", "pre", "details", "p", "ul")) {
      assertEquals(count(page, "<" + tag + "[ >]"), count(page, "</" + tag + ">"), tag);
    }
  }

  @Test
  void markdownTextCannotBecomeMarkup() {
    assertEquals(
        "&lt;b&gt; \\| \\*x\\* \\_y\\_ \\`z\\` \\[l\\] a b &amp;amp;",
        MarkdownDocument.escape("<b> | *x* _y_ `z` [l] a\nb &amp;"));
  }

  @Test
  void losingMethodIsNamedAsLosing() {
    ReportTables tables = new ReportTables(Reports.large());
    List<String> row = tables.pairedTests().rows().get(0);
    assertEquals("Base − SRL → RLVR", row.get(0));
    assertEquals("Base worse than SRL → RLVR", row.get(row.size() - 1));
    assertEquals(
        "Order by mean greedy accuracy: SRL → RLVR 95.7 > SRL 94.3 > RLVR 23.7 > SFT 3.3 > Base"
            + " 0.7.",
        tables.order("step_loop"));
  }

  @Test
  void severalSeedsShowSpreadAndEveryValue() {
    ReportTables tables = new ReportTables(Reports.large());
    // SRL: 0.96, 0.92, 0.95; mean 0.9433, sd 0.0208, half width 4.3027·0.0208/sqrt(3) = 0.0517
    List<String> srl = tables.headline("step_loop").rows().get(3);
    assertEquals("94.3 ± 2.1 [89.2, 99.5]", srl.get(2));
    assertEquals(30, tables.perSeed().rows().size()); // 5 methods, 3 seeds, 2 decodings
  }

  @Test
  void pageBeginsWithTheResultAndEndsWithWhatWasRun() {
    String page = html(Reports.small());
    List<String> order =
        List.of(
            "<h1>",
            "SRL not shown to differ from Base (greedy 75.0 : 0.0).",
            "<figure>",
            "<h2>Results on held-out problems</h2>",
            "<h2>Notes</h2>",
            "<h2>Glossary</h2>",
            "<h2>What was run</h2>",
            "<h2>Configuration</h2>");
    int last = -1;
    for (String part : order) {
      int at = page.indexOf(part);
      assertTrue(at > last, part);
      last = at;
    }
  }

  @Test
  void wordsOfTheTablesLinkToTheirMeaning() {
    String page = html(Reports.small());
    for (String word : List.of("execution, %", "pass@4, %", "Step loop", "SRL")) {
      Matcher link =
          Pattern.compile("<a href=\"#([^\"]+)\">" + Pattern.quote(word) + "</a>").matcher(page);
      assertTrue(link.find(), word);
      assertTrue(page.contains("<dt id=\"" + link.group(1) + "\">"), word);
    }
  }

  /** SRL 94.3 and SRL → RLVR 95.7 are both at the ceiling; RLVR 23.7 is not. */
  @Test
  void atTheCeilingOfGreedyTheSampledMeasureDecides() {
    ComparisonReport large = Reports.large();
    List<Contrast> contrasts = Contrast.of(large.methods(), large.pairedTests());
    assertEquals("avg@8", contrasts.get(3).measure(), "" + contrasts.get(3));
    assertEquals("greedy", contrasts.get(2).measure(), "" + contrasts.get(2));
    assertTrue(
        Contrast.sentence(contrasts).startsWith("Base worse than SRL → RLVR (greedy 0.7 : 95.7)"),
        Contrast.sentence(contrasts));
  }

  @Test
  void benchmarksStandBesideThePapersTableOnBothPages() {
    ComparisonReport report = Reports.withBenchmarks(Sections.two());
    String page = MarkdownPage.render(report, false, false);
    assertTrue(
        page.contains("| Base | own | – | – | 25.0 (grader A quiz) | 10.0 | – | – | – | – | – |"),
        page);
    assertTrue(page.contains("| SRL | own | – | – | – | missing | – | – | – | – | – |"), page);
    assertTrue(
        page.contains(
            "| AIME 2024 | Base | 0 | 3 of 30 | 10.0 \\[3.5, 25.6\\] | 25.0 ± 5.0 | 32 |"),
        page);
    assertTrue(page.contains("| A quiz | Base | 0 | 1 of 4 |"), page);
    assertTrue(page.contains("1 greedy + 32 at temperature 1.0"), page);
    String html = html(report);
    assertTrue(html.contains("<h2>Benchmarks</h2>") && html.contains("<td>missing</td>"), html);
    assertFalse(MarkdownPage.render(Reports.small(), false, false).contains("Benchmarks"));
  }

  @Test
  void emptyReportSaysSoInsteadOfFailing() {
    ComparisonReport small = Reports.small();
    ComparisonReport empty =
        new ComparisonReport(
            ComparisonReport.SCHEMA_VERSION,
            "t",
            "p",
            small.created(),
            small.config(),
            small.environment(),
            "d",
            List.of(),
            List.of(),
            BenchmarkSection.NONE,
            List.of(),
            List.of(),
            List.of());
    String page = HtmlPage.render(empty, Optional.empty(), Optional.empty());
    assertTrue(page.contains("No result was recorded."));
    assertTrue(MarkdownPage.render(empty, false, false).contains("No validation score"));
  }

  private static ComparisonReport hostileEverywhere() {
    ComparisonReport small = Reports.small();
    String bad = Reports.HOSTILE;
    List<MethodResult> methods =
        small.methods().stream()
            .map(method -> new MethodResult(method.name(), bad, method.seeds()))
            .toList();
    return new ComparisonReport(
        ComparisonReport.SCHEMA_VERSION,
        bad,
        bad,
        small.created(),
        small.config(),
        Map.of(bad, bad),
        bad,
        methods,
        List.of(new ComparisonReport.MissingRun(bad, bad, 0, bad, bad)),
        Sections.of(bad),
        small.pairedTests(),
        List.of(new PhaseTiming(bad, 1, 1, 1, 1, 1)),
        List.of(bad));
  }

  private static int count(String text, String regex) {
    return (int) Pattern.compile(regex).matcher(text).results().count();
  }
}
