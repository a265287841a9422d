package org.srl4j.eval.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.srl4j.eval.page.Columns;
import org.srl4j.eval.page.PageFiles;
import org.srl4j.eval.page.Table;
import org.srl4j.eval.report.benchmark.BenchmarkTables;

/**
 * Writes a report folder.
 *
 * <p>{@code report.json} comes first, because everything else can be rebuilt from it. Each file is
 * written beside its target and moved over it in one step, so that a reader never sees half a file.
 */
public final class ReportWriter {
  /** The data of the report. */
  public static final String JSON = "report.json";

  /** The page for a terminal or a repository. */
  public static final String MARKDOWN = "report.md";

  /** The self-contained page for a browser. */
  public static final String HTML = "report.html";

  /** Bar chart of greedy accuracy. */
  public static final String GREEDY_PNG = "greedy.png";

  /** Learning curves; absent when nothing was validated. */
  public static final String CURVES_PNG = "curves.png";

  private ReportWriter() {}

  /**
   * Writes all files of a report.
   *
   * @param report the report
   * @param folder target, created if missing; files of an older report are replaced
   * @throws IOException if writing fails
   */
  public static void write(ComparisonReport report, Path folder) throws IOException {
    Files.createDirectories(folder);
    PageFiles.replace(folder.resolve(JSON), ReportJson.write(report));
    writePages(report, folder);
  }

  /**
   * Rebuilds pages and charts from {@code report.json}, which is left as it is.
   *
   * @param folder holds {@code report.json}
   * @return the report that was read
   * @throws IOException if reading or writing fails
   * @throws IllegalArgumentException if there is no {@code report.json} or it is no report
   */
  public static ComparisonReport rebuild(Path folder) throws IOException {
    Path json = folder.resolve(JSON);
    if (!Files.isRegularFile(json)) {
      throw new IllegalArgumentException(
          json + ": no such file; name the folder that a comparison wrote its report to");
    }
    ComparisonReport report = ReportJson.read(json);
    writePages(report, folder);
    return report;
  }

  /** The result in a few lines, for a terminal. */
  public static String summary(ComparisonReport report) {
    String benchmarks =
        new BenchmarkTables(report.benchmarks())
            .own()
            .map(
                own ->
                    "\n"
                        + own.title()
                        + " (*: measured otherwise, see the report)\n"
                        + Columns.of(own))
            .orElse("");
    return Columns.of(brief(report))
        + "\n"
        + new ReportTables(report).sentence()
        + "\n"
        + benchmarks;
  }

  /** Method and its main figures, for a terminal. */
  private static Table brief(ComparisonReport report) {
    List<List<String>> rows = new ArrayList<>();
    for (MethodResult method : report.methods()) {
      List<DecodingResult> results = method.seeds().stream().map(RunResult::main).toList();
      rows.add(
          List.of(
              method.label(),
              ReportTables.meanPercent(results, DecodingResult::greedyAccuracy),
              ReportTables.meanPercent(
                  results, r -> r.averageAtK() == null ? Double.NaN : r.averageAtK().mean()),
              ReportTables.meanPercent(results, DecodingResult::execution),
              ReportTables.meanPercent(results, DecodingResult::choice)));
    }
    String average = ReportTables.averageName(new ReportTables(report).all()) + ", %";
    return new Table(
        "Brief", "", List.of("method", "greedy, %", average, "execution, %", "choice, %"), rows);
  }

  private static void writePages(ComparisonReport report, Path folder) throws IOException {
    Optional<byte[]> greedy = ReportCharts.greedy(report);
    Optional<byte[]> curves = ReportCharts.curves(report);
    replaceOrDelete(folder.resolve(GREEDY_PNG), greedy);
    replaceOrDelete(folder.resolve(CURVES_PNG), curves);
    String markdown = MarkdownPage.render(report, greedy.isPresent(), curves.isPresent());
    PageFiles.replace(folder.resolve(MARKDOWN), markdown);
    PageFiles.replace(folder.resolve(HTML), HtmlPage.render(report, greedy, curves));
  }

  private static void replaceOrDelete(Path file, Optional<byte[]> content) throws IOException {
    if (content.isPresent()) {
      PageFiles.replace(file, content.get());
    } else {
      Files.deleteIfExists(file); // a chart of an older report would be wrong
    }
  }
}
