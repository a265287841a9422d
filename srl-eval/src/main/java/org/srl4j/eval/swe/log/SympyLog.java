package org.srl4j.eval.swe.log;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sympy's own runner: {@code test_x ok}, {@code F} or {@code E}, and a rule with file and test
 * above each failure: {@code ____ sympy/core/tests/test_basic.py:test_x ____}.
 */
public record SympyLog() implements LogParser {
  private static final String FILE = ".py:";

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    log.lines().forEach(line -> rule(line, tests));
    log.lines().map(String::strip).forEach(line -> read(line, tests));
    return tests;
  }

  private static void rule(String line, Map<String, TestStatus> tests) {
    int start = line.indexOf(' ');
    int end = line.lastIndexOf(' ');
    int file = end < 0 ? -1 : line.lastIndexOf(FILE, end - 1);
    if (start >= 0 && file > start && file + FILE.length() <= end) {
      tests.put(line.substring(start + 1, end), TestStatus.FAILED);
    }
  }

  private static void read(String stripped, Map<String, TestStatus> tests) {
    String line = stripped;
    if (!line.startsWith("test_")) {
      return;
    }
    if (line.endsWith("[FAIL]") || line.endsWith("[OK]")) {
      line = line.substring(0, line.lastIndexOf('[')).strip();
    }
    String test = line.split("\\s+")[0];
    if (line.endsWith(" E")) {
      tests.put(test, TestStatus.ERROR);
    } else if (line.endsWith(" F")) {
      tests.put(test, TestStatus.FAILED);
    } else if (line.endsWith(" ok")) {
      tests.put(test, TestStatus.PASSED);
    }
  }
}
