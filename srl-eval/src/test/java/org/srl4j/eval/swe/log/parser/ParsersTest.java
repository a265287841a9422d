package org.srl4j.eval.swe.log.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.srl4j.eval.swe.log.TestStatus.ERROR;
import static org.srl4j.eval.swe.log.TestStatus.FAILED;
import static org.srl4j.eval.swe.log.TestStatus.PASSED;
import static org.srl4j.eval.swe.log.TestStatus.SKIPPED;
import static org.srl4j.eval.swe.log.TestStatus.XFAIL;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.eval.swe.log.HarnessGolden;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestStatus;

class ParsersTest {

  private static Map<String, TestStatus> parse(String parser, String log) {
    return Parsers.named(parser, "o__r-1").parse(log);
  }

  @Test
  void everyParserOfTheHarnessFindsWhatTheHarnessFinds() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (JsonNode row : HarnessGolden.rows("parsers.jsonl")) {
      Map<String, TestStatus> expected = new LinkedHashMap<>();
      row.path("tests")
          .properties()
          .forEach(
              test ->
                  expected.put(
                      test.getKey(),
                      TestStatus.ofWord(test.getValue().asText()).orElse(TestStatus.UNKNOWN)));
      String parser = row.path("parser").asText();
      assertEquals(expected, parse(parser, row.path("log").asText()), row::toString);
      if (!expected.isEmpty()) {
        seen.add(parser);
      }
    }
    assertTrue(seen.size() >= 30, () -> "parsers with results: " + seen);
  }

  @Test
  void pytestOfOtherRepositoriesIsReadInEveryOrderWithWholeIds() {
    String log =
        """
        tests/a.py::test_one PASSED                 [ 10%]
        tests/a.py::test_two[x y-1] FAILED          [ 20%]
        tests/a.py::test_two[a PASSED b] PASSED
        tests/a.py::test_skip SKIPPED (needs [x] y) [ 30%]
        PASSED tests/b.py::test_three[1 + 1]
        FAILED tests/b.py::test_four - AssertionError: 1 == 2
        \u001b[32mPASSED\u001b[0m tests/b.py::test_five
        \u001b[1;31mFAILED\u001b[0m tests/b.py::\u001b[1mtest_six\u001b[0m - x
        XFAIL tests/b.py::test_seven - reason
        [gw3] [ 90%] PASSED tests/c.py::test_eight[a b]
        ERROR tests/d.py - ImportError
        tests/e.py::test_nine PASSED in 0.3 s
        PASSED
        SKIPPED [2] tests/b.py:3: no
        1 FAILED in 3 s
        """;
    Map<String, TestStatus> expected =
        Map.ofEntries(
            Map.entry("tests/a.py::test_one", PASSED),
            Map.entry("tests/a.py::test_two[x y-1]", FAILED),
            Map.entry("tests/a.py::test_two[a PASSED b]", PASSED),
            Map.entry("tests/a.py::test_skip", SKIPPED),
            Map.entry("tests/b.py::test_three[1 + 1]", PASSED),
            Map.entry("tests/b.py::test_four", FAILED),
            Map.entry("tests/b.py::test_five", PASSED),
            Map.entry("tests/b.py::test_six", FAILED),
            Map.entry("tests/b.py::test_seven", XFAIL),
            Map.entry("tests/c.py::test_eight[a b]", PASSED),
            Map.entry("tests/d.py", ERROR),
            Map.entry("tests/e.py::test_nine", PASSED));
    assertEquals(expected, Parsers.ofRepository("o/r", "o__r-1").parse(log));
  }

  @Test
  void sweGymsPydanticHasNoCountBehindFailed() {
    assertEquals(
        Map.of("t.py::a", FAILED, "t.py::b", PASSED),
        parse("pytest_pydantic", "FAILED [ 30%] t.py::a - x\n\u001b[32mt.py::b PASSED\u001b[0m\n"));
  }

  @Test
  void emotionsFilesHaveNoTime() {
    assertEquals(
        Map.of("a.js (5 s)", PASSED, "b.js", FAILED),
        parse("emotion", "PASS a.js (5 s)\nFAIL  b.js \n"));
  }

  @ParameterizedTest
  @CsvSource({
    "psf/requests, parse_log_requests",
    "Django/Django, parse_log_django",
    "scikit-learn/scikit-learn, parse_log_scikit",
    "BurntSushi/ripgrep, parse_log_cargo",
    "google/gson, parse_log_maven",
    "getmoto/moto, parse_log_pytest",
    "o/r, parse_log_pytest_verbose",
    "swesmith/gin-gonic__gin.3c12d2a8, pytest_verbose",
    "prometheus/prometheus, gotest"
  })
  void aRepositoryHasItsParser(String repository, String name) {
    LogParser parser = Parsers.named(name, "");
    assertEquals(parser, Parsers.ofRepository(repository, ""));
  }

  @Test
  void twoRepositoriesChangedTheirRunner() {
    assertEquals(
        Parsers.named("jest", ""), Parsers.named("parse_log_immutable_js", "i__immutable-js-2006"));
    assertEquals(
        Parsers.named("cucumber", ""), Parsers.ofRepository("jekyll/jekyll", "j__jekyll-8771"));
  }

  private static String refused(String name, String instance) {
    return assertThrows(IllegalArgumentException.class, () -> Parsers.named(name, instance))
        .getMessage();
  }

  @Test
  void whatIsNotKnownIsRefusedByName() {
    assertTrue(
        refused("parse_log_p5js", "x-1")
            .startsWith("log_parser: \"parse_log_p5js\" is not known; known are parse_log_ant, "));
    assertEquals(
        "log_parser: \"parse_log_jekyll\" is not known for the instance jekyll__jekyll-1",
        refused("parse_log_jekyll", "jekyll__jekyll-1"));
    assertTrue(
        refused("import re\ndef parser(log):\n", "x")
            .startsWith("log_parser: \"import re...\" is not known"));
    assertTrue(refused("rebench:parse_log_gotest", "x").contains("rebench:parse_log_gotest"));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Parsers.ofRepository("eslint/eslint", "eslint__eslint-1"));
    assertTrue(e.getMessage().contains("parse_log_eslint"), e.getMessage());
  }
}
