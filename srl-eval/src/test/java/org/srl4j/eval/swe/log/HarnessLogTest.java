package org.srl4j.eval.swe.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.swe.log.TestFault.Kind;
import org.srl4j.eval.swe.log.parser.Parsers;

class HarnessLogTest {
  private static final String A = "PASSED t.py::a\n";
  private static final String START = HarnessLog.START + "\n";
  private static final String END = HarnessLog.END + "\n";
  private static final Map<String, TestStatus> PASSED = Map.of("t.py::a", TestStatus.PASSED);

  private static TestLog read(String log) {
    return HarnessLog.read(log, Parsers.named("parse_log_pytest", "o__r-1"));
  }

  @Test
  void onlyThePartBetweenTheMarksCountsIfItHoldsAResult() {
    assertEquals(PASSED, read("FAILED t.py::b\n" + START + A + END + "FAILED t.py::c\n").tests());
  }

  @Test
  void withoutAResultBetweenTheMarksTheWholeLogCounts() {
    assertEquals(PASSED, read(A + START + END).tests());
    assertEquals(PASSED, read("+ : '" + HarnessLog.START + "'\n" + START + A + END).tests());
  }

  @Test
  void lineEndsOfOtherSystemsAreLineEnds() {
    assertEquals(PASSED, read((START + A + END).replace("\n", "\r\n")).tests());
    assertEquals(PASSED, read((START + A + END).replace('\n', '\r')).tests());
  }

  @ParameterizedTest
  @CsvSource({
    ">>>>> Patch Apply Failed, Patch Apply Failed",
    "printed: >>>>> Tests Timed Out, Tests Timed Out",
    ">>>>> Reset Failed, Reset Failed",
    ">>>>> Tests Errored, Tests Errored"
  })
  void aRunThatSaysItFailedHasNoResults(String line, String fault) {
    TestLog log = read(START + A + line + "\n" + END);
    assertEquals(Optional.of(TestFault.notRun(fault)), log.fault());
    assertEquals(Map.of(), log.tests());
  }

  @Test
  void aLogWithoutMarksOrResultsCouldNotBeRead() {
    assertEquals(
        Optional.of(TestFault.unread("the log lacks the mark \"" + HarnessLog.START + "\"")),
        read(A + END).fault());
    assertEquals(
        Optional.of(TestFault.unread("the log lacks the mark \"" + HarnessLog.END + "\"")),
        read(START + A).fault());
    assertEquals(
        Optional.of(TestFault.unread("the log holds no result that its parser understands")),
        read(START + "--- PASS: TestAdd (0.00s)\n" + END).fault());
    byte[] latin1 = {'a', (byte) 0xe9, 'b'};
    TestLog bytes = HarnessLog.read(latin1, Parsers.named("pytest", ""));
    assertEquals(Optional.of(TestFault.unread("the log is not UTF-8")), bytes.fault());
  }

  @ParameterizedTest
  @CsvSource({
    "1, false, NOT_RUN",
    "-9, false, NOT_RUN",
    "137, false, NOT_RUN",
    "0, false, ",
    "00, false, ",
    "1, true, ",
  })
  void resultsWithoutAFailureAreNotBelievedIfTheTestsEndedWithAnother(
      String code, boolean failure, Kind expected) {
    String results = A + (failure ? "FAILED t.py::c - x\n" : "");
    TestLog log = read(START + results + END + ">>>>> Test Exit Code: " + code + "\n");
    assertEquals(Optional.ofNullable(expected), log.fault().map(TestFault::kind));
  }

  @ParameterizedTest
  @CsvSource({
    "Executed 1339 of 1346 (skipped 7) SUCCESS, true",
    "Executed 0 of 0 DISCONNECTED, false",
    "'658 specs, 0 failures', true",
    "browser failed to launch, false",
    "case x': ok, true"
  })
  void aRunnerThatPrintsFailuresAloneIsBelievedIfItRan(String line, boolean ran) {
    TestLog log =
        HarnessLog.read(START + line + "\n" + END, Parsers.named("parse_log_chart_js", ""));
    assertEquals(ran, log.fault().isEmpty());
  }

  private static Optional<TestStatus> status(String id, String... tests) {
    return read(START + String.join("\n", tests) + "\n" + END).status(id);
  }

  @Test
  void anIdThatWasCutStandsForAllThatBeginSoIfTheyAgree() {
    Optional<TestStatus> passed = Optional.of(TestStatus.PASSED);
    assertEquals(passed, status("t::a[x", "PASSED t::a[x-1]", "PASSED t::a[x-2]"));
    assertEquals(passed, status("t::a[x", "PASSED t::a[x-1]", "XFAIL t::a[x-2]"));
    assertEquals(Optional.empty(), status("t::a[x", "PASSED t::a[x-1]", "FAILED t::a[x-2]"));
    assertEquals(Optional.empty(), status("t::b[x", "PASSED t::a[x]"));
    assertEquals(Optional.empty(), status("t::a[x]", "PASSED t::a[x]-y]"));
    assertEquals(Optional.empty(), status("a] b", "PASSED a]"));
  }

  @Test
  void marksAndExitCodesAreReadAsTheHarnessReadsThem() throws Exception {
    int resolved = 0;
    var rows = HarnessGolden.rows("grades.jsonl");
    for (var golden : rows) {
      String parser = golden.path("row").path("log_parser").asText();
      TestLog log = HarnessLog.read(golden.path("log").asText(), Parsers.named(parser, "o__r-1"));
      boolean found = golden.path("report").path("patch_successfully_applied").asBoolean();
      assertEquals(found, log.fault().isEmpty(), () -> golden + "\n" + log);
      resolved += golden.path("report").path("resolved").asBoolean() ? 1 : 0;
    }
    assertTrue(rows.size() >= 200 && resolved > rows.size() / 8, "resolved: " + resolved);
  }
}
