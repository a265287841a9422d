package org.srl4j.eval.swe.log.parser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestStatus;

/**
 * Sympy's own runner: {@code test_x ok}, {@code F} or {@code E} at the end of a line, and a rule
 * with file and test above each failure: {@code ____ sympy/core/tests/test_basic.py:test_x ____}.
 */
record SympyLog() implements LogParser {
  private static final String FILE = ".py:";

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    List<String> lines = PythonText.lines(log);
    lines.forEach(line -> rule(line, tests));
    lines.forEach(line -> read(PythonText.strip(line), tests));
    return tests;
  }

  private static void rule(String line, Map<String, TestStatus> tests) {
    int start = line.indexOf(' ');
    int end = line.lastIndexOf(' ');
    int file = end < 0 ? -1 : line.lastIndexOf(FILE, end - FILE.length());
    if (start >= 0 && file > start) {
      tests.put(line.substring(start + 1, end), TestStatus.FAILED);
    }
  }

  private static void read(String line, Map<String, TestStatus> tests) {
    if (!line.startsWith("test_")) {
      return;
    }
    String test = PythonText.words(line).get(0);
    if (line.endsWith(" E")) {
      tests.put(test, TestStatus.ERROR);
    } else if (line.endsWith(" F")) {
      tests.put(test, TestStatus.FAILED);
    } else if (line.endsWith(" ok")) {
      tests.put(test, TestStatus.PASSED);
    }
  }
}
