package org.srl4j.eval.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.srl4j.eval.report.PairedTest;

class ReportSetTest {
  /** Sums of a few doubles. */
  private static final double ROUNDING = 1e-12;

  /** Table value with five digits. */
  private static final double TABLE = 1e-5;

  private static NamedReport named(String model, String task, String greedy, String... sampled) {
    return new NamedReport(model, Evaluations.report(model, task, greedy, sampled));
  }

  private static ReportSet set(NamedReport... reports) {
    return new ReportSet(Arrays.asList(reports));
  }

  @Test
  void testsAreOfTheOthersAgainstTheFirstAndHolmAdjustedOverAll() {
    // a solves p0..p7 that base does not: 8 : 0, p = 2 / 2^8; on the second task 1 : 1, p = 1
    ReportSet set =
        set(
            named("base", "quiz", "0000000011"),
            named("base", "exam", "0101"),
            named("a", "quiz", "1111111111"),
            named("a", "exam", "1001"));
    List<ReportSet.Paired> tests = set.tests();
    assertEquals(2, tests.size());
    PairedTest quiz = tests.get(0).test();
    assertEquals("a", quiz.pair().first());
    assertEquals(8, quiz.mcNemar().onlyFirst());
    assertEquals(0, quiz.mcNemar().onlySecond());
    assertEquals(0.8, quiz.difference(), ROUNDING);
    assertEquals(1 / 128.0, quiz.rawP(), ROUNDING);
    assertEquals(2 / 128.0, quiz.holmP(), ROUNDING);
    assertEquals(1.0, tests.get(1).test().holmP());
    // 8 discordant problems: 7 : 1 has p = 18/256 > 0.05, so only 8 : 0 shows anything
    assertEquals(0.8, tests.get(0).smallestGap(), ROUNDING);
    assertTrue(Double.isNaN(tests.get(1).smallestGap()));
  }

  @Test
  void averageIsTestedByPermutationAndItsGapIsStudents() {
    ReportSet set =
        set(
            named("base", "quiz", "", "1000", "1100", "0000"),
            named("a", "quiz", "", "1100", "1111", "1000"));
    ReportSet.Paired paired = set.tests().get(0);
    // differences 1/4, 2/4, 1/4: all of one sign, so 2 of 8 sign patterns are as far out
    assertEquals(0.25, paired.test().rawP(), ROUNDING);
    assertEquals(1 / 3.0, paired.test().difference(), ROUNDING);
    // sd = sqrt(((1/12)^2 * 2 + (1/6)^2) / 2) = 0.144338; / sqrt(3) = 0.083333; t(0.975, 2) =
    // 4.30265
    assertEquals(4.30265 * 0.0833333, paired.smallestGap(), TABLE);
  }

  @Test
  void pagesNameTheReadingAndTheSmallestGap() {
    ReportSet set =
        set(
            named(
                "base",
                "quiz",
                "0000000011",
                "10",
                "10",
                "10",
                "10",
                "10",
                "10",
                "10",
                "10",
                "10",
                "10"),
            named(
                "a",
                "quiz",
                "1111111111",
                "11",
                "11",
                "11",
                "11",
                "11",
                "11",
                "11",
                "11",
                "11",
                "11"));
    String page = new ReportSetPages(set).markdown();
    assertTrue(page.contains("quiz: 6 of 10 problems (60.0 points)"), page);
    assertTrue(page.contains("McNemar 8 : 0"), page);
    assertTrue(page.contains("a better than base"), page);
    assertTrue(new ReportSetPages(set).html().contains("<h1>Comparison of evaluations</h1>"));
  }

  @Test
  void oneReportHasFiguresAndNoTest() {
    String page = new ReportSetPages(set(named("base", "quiz", "01"))).markdown();
    assertTrue(page.contains("| base | 50.0 \\[9.5, 90.5\\] | – |"), page);
    assertTrue(page.contains("quiz: none"), page);
  }

  @Test
  void sameModelTwiceOnABenchmarkIsRefused() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> set(named("base", "quiz", "01"), named("base", "quiz", "11")));
    assertTrue(e.getMessage().contains("numbers 1 and 2 are both base on quiz"), e.getMessage());
  }

  @Test
  void otherProblemsCannotBePaired() {
    ReportSet set = set(named("base", "quiz", "01"), named("a", "quiz", "011"));
    Exception e = assertThrows(IllegalArgumentException.class, set::tests);
    assertTrue(e.getMessage().contains("a on quiz: "), e.getMessage());
    assertTrue(e.getMessage().contains("same problems"), e.getMessage());
  }

  @Test
  void recordHasWhatThePagesShow() {
    ReportSet set = set(named("base", "quiz", "01"), named("a", "quiz", "11"));
    ReportSetRecord record = ReportSetRecord.of(set);
    assertEquals("base", record.baseline());
    assertEquals(2, record.figures().size());
    assertEquals(new ReportSetRecord.Gap("quiz", 2, 3), record.smallestGaps().get(0));
    assertEquals(1, record.tests().size());
  }
}
