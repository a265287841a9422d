package org.srl4j.eval.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.srl4j.eval.page.StrictJson;
import org.srl4j.eval.report.benchmark.BenchmarkSection;

/**
 * Turns a report into JSON and back.
 *
 * <p>NaN is written as {@code null} and {@code null} read as NaN. Reading is strict: an unknown or
 * missing field is an error.
 */
public final class ReportJson {
  private static final Pattern VERSION_1 = Pattern.compile("^(\\{\\s*\"schemaVersion\" :) 1,");

  private static final Pattern VERSION_2 = Pattern.compile("^(\\{\\s*\"schemaVersion\" :) 2,");

  private static final String NONE = StrictJson.write(BenchmarkSection.NONE).strip();

  private ReportJson() {}

  /**
   * Writes a report as indented JSON.
   *
   * @param report the report
   * @return JSON text, ends in a newline
   */
  public static String write(ComparisonReport report) {
    return StrictJson.write(report);
  }

  /**
   * Reads a report.
   *
   * @param file a {@code report.json}
   * @return the report
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is no report of this schema; the message names the file
   *     and the line or the field
   */
  public static ComparisonReport read(Path file) throws IOException {
    return StrictJson.read(
        file,
        ComparisonReport.class,
        "a report of schema version " + ComparisonReport.SCHEMA_VERSION,
        ReportJson::ofEarlier);
  }

  /**
   * Version 1 knew no missing runs: a comparison in which one failed had no report. Versions 1 and
   * 2 knew no benchmarks.
   */
  private static String ofEarlier(String text) {
    String ofVersion2 = VERSION_1.matcher(text).replaceFirst("$1 2,\n  \"missing\" : [],");
    return VERSION_2.matcher(ofVersion2).replaceFirst("$1 3,\n  \"benchmarks\" : " + NONE + ",");
  }
}
