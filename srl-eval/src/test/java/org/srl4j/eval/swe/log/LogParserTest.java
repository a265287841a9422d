package org.srl4j.eval.swe.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.srl4j.eval.swe.log.TestStatus.ERROR;
import static org.srl4j.eval.swe.log.TestStatus.FAILED;
import static org.srl4j.eval.swe.log.TestStatus.PASSED;
import static org.srl4j.eval.swe.log.TestStatus.SKIPPED;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogParserTest {

  @Test
  void pytestIsReadInBothOrdersAndWithoutColours() {
    String log =
        """
        tests/a.py::test_one PASSED                 [ 10%]
        tests/a.py::test_two[x y-1] FAILED
        PASSED tests/b.py::test_three
        FAILED tests/b.py::test_four - AssertionError: 1 == 2
        \u001b[32mPASSED\u001b[0m tests/b.py::test_five
        XFAIL tests/b.py::test_six
        PASSED
        1 FAILED in 3 s
        """;
    assertEquals(
        Map.of(
            "tests/a.py::test_one", PASSED,
            "tests/b.py::test_three", PASSED,
            "tests/b.py::test_four", FAILED,
            "tests/b.py::test_five", PASSED,
            "tests/b.py::test_six", TestStatus.XFAIL),
        new PytestLog(false).parse(log));
  }

  @Test
  void pathsInOptionsAreCutWhereTheRepositoryNeedsIt() {
    String log = "PASSED t.py::x[/tmp/abc/file.txt]\nPASSED t.py::y[//a/b]\n";
    assertEquals(
        Map.of("t.py::x[/file.txt]", PASSED, "t.py::y[//a/b]", PASSED),
        new PytestLog(true).parse(log));
  }

  @Test
  void djangoMayPrintBetweenNameAndVerdict() {
    String log =
        """
        test_a (app.T) ... ok
        test_b (app.T) ... FAIL
        test_c (app.T) ... skipped 'no database'
        test_d (app.T) ... some warning
        ok
        test_e (app.T) ... ERROR
        ERROR: test_f (app.T)
        FAIL: test_b (app.T)
        """;
    Map<String, TestStatus> tests = new DjangoLog().parse(log);
    assertEquals(PASSED, tests.get("test_a (app.T)"));
    assertEquals(FAILED, tests.get("test_b (app.T)"));
    assertEquals(SKIPPED, tests.get("test_c (app.T)"));
    assertEquals(PASSED, tests.get("test_d (app.T)"));
    assertEquals(ERROR, tests.get("test_e (app.T)"));
    assertEquals(ERROR, tests.get("test_f"));
  }

  @Test
  void sympyNamesFailuresInRules() {
    String log =
        """
        sympy/core/tests/test_basic.py[20]
        test_structure ok
        test_equality F
        test_other E                                   [FAIL]
        test_last ok                                   [OK]
        ________ sympy/core/tests/test_basic.py:test_equality ________
        """;
    assertEquals(
        Map.of(
            "sympy/core/tests/test_basic.py:test_equality", FAILED,
            "test_structure", PASSED,
            "test_equality", FAILED,
            "test_other", ERROR,
            "test_last", PASSED),
        new SympyLog().parse(log));
  }

  private static TestLog log(String tests) {
    return TestLog.read(
        "noise\nFAILED t.py::before\n" + TestLog.START + "\n" + tests + TestLog.END + "\n",
        new PytestLog(false));
  }

  @Test
  void onlyThePartBetweenTheMarksCounts() {
    assertEquals(Map.of("t.py::a", PASSED), log("PASSED t.py::a\n").tests());
    assertEquals(
        Optional.of("no test output between the marks"),
        TestLog.read("PASSED t.py::a", new PytestLog(false)).fault());
  }

  @Test
  void aFailedPatchIsAFaultWhateverWasPrinted() {
    TestLog failed = log("PASSED t.py::a\n>>>>> Patch Apply Failed\n");
    assertEquals(Optional.of("Patch Apply Failed"), failed.fault());
    assertEquals(Map.of(), failed.tests());
  }

  @Test
  void anIdThatWasCutStandsForAllThatBeginSoIfTheyAgree() {
    assertEquals(Optional.of(PASSED), log("PASSED t::a[x-1]\nPASSED t::a[x-2]\n").status("t::a[x"));
    assertEquals(Optional.empty(), log("PASSED t::a[x-1]\nFAILED t::a[x-2]\n").status("t::a[x"));
    assertEquals(Optional.empty(), log("PASSED t::a[x]\n").status("t::b"));
  }
}
