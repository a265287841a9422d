package org.srl4j.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportJsonTest {
  @TempDir Path folder;

  private Path write(String json) throws IOException {
    return Files.writeString(folder.resolve("report.json"), json);
  }

  @Test
  void readingBackGivesAnEqualReport() throws IOException {
    ComparisonReport report = Reports.small();
    assertEquals(report, ReportJson.read(write(ReportJson.write(report))));
  }

  @Test
  void notMeasuredIsNullInJsonAndNaNInRecords() throws IOException {
    String json = ReportJson.write(Reports.small());
    assertTrue(json.contains("\"choice\" : null"));
    assertFalse(json.contains("NaN"));
    ComparisonReport read = ReportJson.read(write(json));
    RunResult base = read.methods().get(0).seeds().get(0);
    assertTrue(Double.isNaN(base.selectedLearningRate()));
    assertTrue(Double.isNaN(base.decodings().get("step_loop").choice()));
  }

  @Test
  void unknownFieldIsRefusedWithItsPlace() throws IOException {
    Path file =
        write(ReportJson.write(Reports.small()).replaceFirst("\"sweep\"", "\"sweeps\" : 1, $0"));
    var error = assertThrows(IllegalArgumentException.class, () -> ReportJson.read(file));
    String start = file + " at methods/0/seeds/0/sweeps: not a report of schema version 3: ";
    assertTrue(error.getMessage().startsWith(start), error.getMessage());
  }

  @Test
  void missingFieldIsRefused() throws IOException {
    Path file = write(ReportJson.write(Reports.small()).replaceFirst("\"title\".*\n", ""));
    var error = assertThrows(IllegalArgumentException.class, () -> ReportJson.read(file));
    assertTrue(error.getMessage().contains("'title'"), error.getMessage());
  }

  @Test
  void otherSchemaVersionIsRefused() throws IOException {
    Path file =
        write(
            ReportJson.write(Reports.small())
                .replace("\"schemaVersion\" : 3", "\"schemaVersion\" : 4"));
    var error = assertThrows(IllegalArgumentException.class, () -> ReportJson.read(file));
    assertTrue(error.getMessage().contains("this version reads 3, got 4"), error.getMessage());
  }

  @Test
  void aReportOfVersion1HasNoMissingRuns() throws IOException {
    String now = ReportJson.write(Reports.small());
    String before = ofVersion2(now).replaceFirst("  \"missing\" : \\[ ],\n", "");
    assertNotEquals(ofVersion2(now), before);
    before = before.replace("\"schemaVersion\" : 2", "\"schemaVersion\" : 1");
    assertEquals(now, ReportJson.write(ReportJson.read(write(before))));
  }

  private static String ofVersion2(String now) {
    return now.replace("\"schemaVersion\" : 3", "\"schemaVersion\" : 2")
        .replaceFirst("(?s)  \"benchmarks\" : \\{.*?\n  },\n", "");
  }

  @Test
  void aReportOfVersion2HasNoBenchmarks() throws IOException {
    String now = ReportJson.write(Reports.small());
    assertFalse(ofVersion2(now).contains("benchmarks"), ofVersion2(now));
    assertEquals(now, ReportJson.write(ReportJson.read(write(ofVersion2(now)))));
  }

  @Test
  void benchmarksAreReadBackToo() throws IOException {
    ComparisonReport report = Reports.withBenchmarks(Sections.two());
    assertEquals(report, ReportJson.read(write(ReportJson.write(report))));
  }

  @Test
  void brokenJsonIsRefusedWithItsLine() throws IOException {
    Path file = write("{\n\"schemaVersion\" : ,\n}");
    var error = assertThrows(IllegalArgumentException.class, () -> ReportJson.read(file));
    assertTrue(error.getMessage().startsWith(file + ":2: "), error.getMessage());
  }

  @Test
  void nullCountIsRefused() throws IOException {
    Path file =
        write(
            ReportJson.write(Reports.small())
                .replaceFirst("\"updates\" : \\d+", "\"updates\" : null"));
    var error = assertThrows(IllegalArgumentException.class, () -> ReportJson.read(file));
    assertTrue(error.getMessage().contains("updates"), error.getMessage());
  }
}
