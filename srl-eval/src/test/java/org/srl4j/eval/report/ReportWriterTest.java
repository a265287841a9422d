package org.srl4j.eval.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.report.benchmark.BenchmarkSection;

class ReportWriterTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void rebuildingFromTheJsonGivesTheSameFiles() throws IOException {
    ReportWriter.write(Reports.small(), folder);
    List<String> all =
        List.of("curves.png", "greedy.png", "report.html", "report.json", "report.md");
    assertEquals(all, names()); // and no temporary file
    byte[] json = Files.readAllBytes(folder.resolve("report.json"));
    String markdown = Files.readString(folder.resolve("report.md"));
    String html = Files.readString(folder.resolve("report.html"));
    for (String page : List.of("curves.png", "greedy.png", "report.html", "report.md")) {
      Files.delete(folder.resolve(page));
    }
    ComparisonReport report = ReportWriter.rebuild(folder);
    assertEquals(Reports.small(), report);
    assertEquals(all, names());
    assertArrayEquals(json, Files.readAllBytes(folder.resolve("report.json")));
    assertEquals(markdown, Files.readString(folder.resolve("report.md")));
    assertEquals(html, Files.readString(folder.resolve("report.html")));
  }

  @Test
  void chartOfAnOlderReportDoesNotSurvive() throws IOException {
    Files.write(folder.resolve("curves.png"), new byte[] {1});
    ComparisonReport small = Reports.small();
    ComparisonReport untrained =
        new ComparisonReport(
            ComparisonReport.SCHEMA_VERSION,
            small.title(),
            small.preset(),
            small.created(),
            small.config(),
            small.environment(),
            small.taskDescription(),
            small.methods().subList(0, 1),
            List.of(),
            BenchmarkSection.NONE,
            List.of(),
            List.of(),
            List.of());
    ReportWriter.write(untrained, folder);
    assertFalse(names().contains("curves.png"));
    assertTrue(Files.readString(folder.resolve("report.md")).contains("No validation score"));
  }

  @Test
  void folderWithoutReportIsRefused() {
    var error = assertThrows(IllegalArgumentException.class, () -> ReportWriter.rebuild(folder));
    assertTrue(error.getMessage().startsWith(folder.resolve("report.json") + ": no such file"));
  }
}
