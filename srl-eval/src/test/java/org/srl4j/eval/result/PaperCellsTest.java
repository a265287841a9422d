package org.srl4j.eval.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.report.benchmark.PaperTable;
import org.srl4j.eval.sample.RunSettings;

class PaperCellsTest {

  private static NamedReport own(String task, String greedy, String... sampled) {
    return new NamedReport("mine", Evaluations.report("mine", task, greedy, sampled));
  }

  @Test
  void aFigureMeasuredOtherwiseSaysHow() {
    String[] half = Collections.nCopies(2, "1".repeat(16) + "0".repeat(16)).toArray(new String[0]);
    ReportSet set =
        new ReportSet(List.of(own("aime24", "01", half), own("amc23", "11", "10", "11")));
    PaperTable.Row row = PaperCells.beside(set).own().get(0);
    String other = "2 of 30 problems, other data, grader exact";
    assertEquals(new PaperTable.Cell(50.0, other), row.cells().get("aime24_greedy"));
    assertEquals(new PaperTable.Cell(50.0, other), row.cells().get("aime24_avg32"));
    assertEquals(75.0, row.cells().get("amc23_avg32").value());
    assertTrue(row.cells().get("amc23_avg32").differs().startsWith("avg@2, 2 of 40 problems"));
    assertNull(row.cells().get("minerva_math_greedy"), "was not asked");
    assertTrue(Double.isNaN(row.averageComputed()));
  }

  /** Nothing differs: the shipped task's rows, checksum and grader. */
  @Test
  void aFigureMeasuredAsThePapersSaysNothing() {
    EvaluationReport fake = Evaluations.report("mine", "aime24", "1".repeat(3) + "0".repeat(27));
    RunSettings run = fake.run();
    EvaluationReport real =
        new EvaluationReport(
            fake.schemaVersion(),
            fake.kind(),
            fake.taskTitle(),
            new RunSettings(
                run.schemaVersion(),
                run.task(),
                run.taskVersion(),
                PaperCells.shipped("aime24").data().sha256(),
                run.problems(),
                run.model(),
                run.modelSha256(),
                run.promptForm(),
                run.promptSha256(),
                run.greedy(),
                run.k(),
                run.temperature(),
                run.topP(),
                run.maxNewTokens(),
                run.stopStrings(),
                run.seed()),
            fake.dataFile(),
            "qwen",
            fake.graderVersion(),
            fake.gradingRules(),
            fake.format(),
            fake.metrics(),
            fake.greedy(),
            fake.sampled(),
            fake.problems(),
            fake.examples(),
            fake.warnings(),
            fake.notes());
    // 3 of 30
    assertEquals(new PaperTable.Cell(10.0, ""), PaperCells.of(real, "aime24_greedy").orElseThrow());
    assertTrue(PaperCells.of(real, "aime24_avg32").isEmpty(), "nothing was sampled");
  }

  @Test
  void pageShowsBothAveragesAndTheSmallestGaps() {
    ReportSet set = new ReportSet(List.of(own("aime24", "01")));
    PaperPages pages = new PaperPages(PaperCells.beside(set), set);
    String page = pages.markdown();
    assertTrue(page.contains("| SRL | paper |") && page.contains("| 27.6 | 26.9 |"), page);
    assertTrue(page.contains("SRL: the paper prints the average 27.6"), page);
    assertTrue(page.contains("aime24: 6 of 30 problems (20.0 points)"), page);
    assertTrue(page.contains("| mine | own | – | – | – | 50.0 (2 of 30 problems"), page);
    assertTrue(pages.html().contains("27.6"));
  }
}
