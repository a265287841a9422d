package org.srl4j.eval.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.srl4j.eval.page.HtmlDocument;
import org.srl4j.eval.page.MarkdownDocument;
import org.srl4j.eval.page.PageFiles;
import org.srl4j.eval.page.StrictJson;

/** The files of one evaluation: {@code report.json}, and pages that are made of it. */
public final class EvaluationFiles {
  /** The data of the report. */
  public static final String JSON = "report.json";

  /** The page for a terminal or a repository. */
  public static final String MARKDOWN = "report.md";

  /** The self-contained page for a browser. */
  public static final String HTML = "report.html";

  private EvaluationFiles() {}

  /**
   * Writes all files.
   *
   * @param report the report
   * @param folder made if missing; older files are replaced
   * @param exact whether the pages show the Clopper-Pearson interval too
   */
  public static void write(EvaluationReport report, Path folder, boolean exact) throws IOException {
    Files.createDirectories(folder);
    PageFiles.replace(folder.resolve(JSON), StrictJson.write(report));
    PageFiles.replace(folder.resolve(MARKDOWN), markdown(report, exact));
    PageFiles.replace(folder.resolve(HTML), html(report, exact));
  }

  /**
   * Reads a report.
   *
   * @param path a {@code report.json}, or the folder that holds it
   * @throws IllegalArgumentException if it is none; the message names the file and the field
   */
  public static EvaluationReport read(Path path) throws IOException {
    Path file = Files.isDirectory(path) ? path.resolve(JSON) : path;
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          file + ": no such file; name a folder or a report.json that srl eval wrote");
    }
    return StrictJson.read(
        file,
        EvaluationReport.class,
        "a report of srl eval, schema version " + EvaluationReport.SCHEMA_VERSION);
  }

  private static String markdown(EvaluationReport report, boolean exact) {
    EvaluationTables tables = new EvaluationTables(report);
    MarkdownDocument page = new MarkdownDocument();
    page.heading(1, report.heading());
    if (!report.allNotes().isEmpty()) {
      page.heading(2, "Notes");
      page.bullets(report.allNotes());
    }
    page.table(2, tables.results());
    page.paragraph(tables.smallestGap());
    if (exact && report.greedy() != null) {
      page.paragraph(tables.exactInterval());
    }
    if (report.sampled() != null) {
      page.table(2, tables.passAtK());
    }
    page.table(2, tables.responses());
    page.table(2, tables.problems());
    page.table(2, tables.settings());
    return page.toString();
  }

  private static String html(EvaluationReport report, boolean exact) {
    EvaluationTables tables = new EvaluationTables(report);
    HtmlDocument page = new HtmlDocument(report.heading());
    page.notes(report.allNotes());
    page.table(tables.results(), "h2");
    page.element("p", tables.smallestGap());
    if (exact && report.greedy() != null) {
      page.element("p", tables.exactInterval());
    }
    if (report.sampled() != null) {
      page.table(tables.passAtK(), "h2");
    }
    page.table(tables.responses(), "h2");
    page.table(tables.problems(), "h2");
    page.element("h2", "Some responses");
    for (ExampleResponse example : report.examples()) {
      String summary =
          "Problem "
              + example.problem()
              + ", "
              + example.mode()
              + ": "
              + example.verdict().name().toLowerCase(Locale.ROOT)
              + " by rule "
              + example.rule();
      page.details(
          summary,
          () -> {
            page.element("h4", "Response");
            page.pre(example.response());
            page.element("h4", "Compared");
            page.pre(example.extracted().isEmpty() ? "nothing" : example.extracted());
          });
    }
    page.table(tables.settings(), "h2");
    return page.toString();
  }
}
