package org.srl4j.eval.report;

import java.io.IOException;
import java.nio.file.Path;
import org.srl4j.eval.page.StrictJson;

/**
 * Turns a report into JSON and back.
 *
 * <p>NaN is written as {@code null} and {@code null} read as NaN. Reading is strict: an unknown or
 * missing field is an error.
 */
public final class ReportJson {
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
        "a report of schema version " + ComparisonReport.SCHEMA_VERSION);
  }
}
