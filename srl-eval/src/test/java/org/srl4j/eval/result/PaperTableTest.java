package org.srl4j.eval.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaperTableTest {
  /** The paper prints one digit. */
  private static final double PRINTED = 0.0501;

  private static final PaperTable PAPER = PaperTable.ofPaper();

  private static NamedReport own(String task, String greedy, String... sampled) {
    return new NamedReport("mine", Evaluations.report("mine", task, greedy, sampled));
  }

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

  @Test
  void ownRowHasWhatWasMeasuredAsThePaperDid() {
    String[] four = Collections.nCopies(2, "1".repeat(16) + "0".repeat(16)).toArray(new String[0]);
    ReportSet set =
        new ReportSet(List.of(own("aime24", "01", four), own("amc23", "11", "10", "11")));
    PaperTable.Row row = PAPER.with(set).rows().get(9);
    assertEquals(50.0, row.values().get("aime24_greedy"));
    assertEquals(50.0, row.values().get("aime24_avg32"));
    assertEquals(100.0, row.values().get("amc23_greedy"));
    assertNull(row.values().get("amc23_avg32"), "avg@2 is not the paper's avg@32");
    assertNull(row.averageComputed());
    assertNull(row.averagePrinted());
  }

  @Test
  void averageOfAnOwnRowNeedsAllSevenColumns() {
    String half = "1".repeat(16) + "0".repeat(16);
    ReportSet set =
        new ReportSet(
            List.of(
                own("amc23", "1", half),
                own("aime24", "0", half),
                own("aime25", "0", half),
                own("minerva_math", "1")));
    // (50 + 100 + 50 + 0 + 50 + 0 + 100) / 7
    assertEquals(50.0, PAPER.with(set).rows().get(9).averageComputed(), 1e-12);
  }

  @Test
  void pageShowsBothAveragesAndTheSmallestGaps() {
    ReportSet set = new ReportSet(List.of(own("aime24", "01")));
    PaperPages pages = new PaperPages(PAPER.with(set), set);
    String page = pages.markdown();
    assertTrue(page.contains("| SRL | paper |") && page.contains("| 27.6 | 26.9 |"), page);
    assertTrue(page.contains("SRL: the paper prints the average 27.6"), page);
    assertTrue(page.contains("aime24: 6 of 30 problems (20.0 points)"), page);
    assertTrue(page.contains("| mine | own | – | – | – | 50.0 |"), page);
    assertTrue(pages.html().contains("27.6"));
  }
}
