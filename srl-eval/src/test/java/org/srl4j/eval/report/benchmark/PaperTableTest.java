package org.srl4j.eval.report.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaperTableTest {
  /** The paper prints one digit. */
  private static final double PRINTED = 0.0501;

  private static final PaperTable PAPER = PaperTable.ofPaper();

  @Test
  void printedAveragesAreTheMeansOfTheColumnsButForSrl() {
    assertEquals(9, PAPER.rows().size());
    for (PaperTable.Row row : PAPER.rows()) {
      boolean srl = row.method().equals("SRL");
      assertEquals(srl, row.averagesDiffer(), row.method());
      if (!srl) {
        assertEquals(row.averagePrinted(), row.averageComputed(), PRINTED, row.method());
      }
    }
    PaperTable.Row srl = PAPER.rows().get(7);
    assertEquals(27.6, srl.averagePrinted());
    // (51.5 + 50.0 + 13.2 + 16.7 + 7.1 + 13.3 + 36.4) / 7 = 188.2 / 7
    assertEquals(188.2 / 7, srl.averageComputed(), 1e-12);
  }

  private static Map<String, PaperTable.Cell> all(String differs) {
    double[] values = {50, 100, 50, 0, 50, 0, 100};
    Map<String, PaperTable.Cell> cells = new LinkedHashMap<>();
    for (int c = 0; c < values.length; c++) {
      cells.put(PAPER.columns().get(c), new PaperTable.Cell(values[c], c == 0 ? differs : ""));
    }
    return cells;
  }

  @Test
  void averageOfAnOwnRowNeedsAllSevenColumnsMeasuredAsThePaperDid() {
    // (50 + 100 + 50 + 0 + 50 + 0 + 100) / 7
    PaperTable.Row whole = PAPER.with("mine", all("")).own().get(0);
    assertEquals(50.0, whole.averageComputed(), 1e-12);
    assertTrue(Double.isNaN(whole.averagePrinted()));
    PaperTable.Row other = PAPER.with("mine", all("avg@2")).own().get(0);
    assertTrue(Double.isNaN(other.averageComputed()));
    Map<String, PaperTable.Cell> six = all("");
    six.remove("minerva_math_greedy");
    assertTrue(Double.isNaN(PAPER.with("mine", six).own().get(0).averageComputed()));
  }

  @Test
  void cellsSayHowTheyDifferWhatIsMissingAndWhatWasNotAsked() {
    PaperTable table =
        PAPER.with(
            "mine",
            Map.of(
                "amc23_avg32",
                new PaperTable.Cell(12.5, "avg@2"),
                "amc23_greedy",
                new PaperTable.Cell(Double.NaN, "missing")));
    List<String> own = table.table().rows().get(9);
    assertEquals(
        List.of("mine", "own", "12.5 (avg@2)", "missing", "–", "–", "–", "–", "–", "–", "–"), own);
    assertEquals("mean of the 7", table.table().header().get(10));
    assertEquals(
        List.of("mine", "12.5*", "missing", "–", "–", "–", "–", "–", "–"),
        table.ownTable().rows().get(0));
  }

  @Test
  void aMissingFigureNeedsAReason() {
    assertThrows(IllegalArgumentException.class, () -> new PaperTable.Cell(Double.NaN, ""));
  }

  @Test
  void columnsAreOfATaskAndAWay() {
    assertEquals("minerva_math", PaperTable.task("minerva_math_greedy"));
    assertEquals("aime24", PaperTable.task("aime24_avg32"));
    assertTrue(PaperTable.isGreedy("aime24_greedy") && !PaperTable.isGreedy("aime24_avg32"));
  }
}
