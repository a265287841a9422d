package org.srl4j.eval.swe.log.parser;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestStatus;

/** PHPUnit with {@code --testdox}: {@code Suite (Class)}, then {@code ✔ test} a line. */
record PhpUnitLog() implements LogParser {
  private static final Pattern SUITE = PythonText.pattern("(\\w.+) \\(.+\\)");
  private static final Pattern TEST = PythonText.pattern("\\s*([✔✘↩])\\s*(.*)");

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    String suite = "None"; // the harness's name for a test outside of suites
    for (String line : PythonText.lines(log)) {
      Matcher head = SUITE.matcher(line);
      Matcher test = TEST.matcher(line);
      if (head.matches()) {
        suite = head.group(1);
      } else if (test.matches()) {
        tests.put(suite + " > " + test.group(2), status(test.group(1)));
      }
    }
    return tests;
  }

  private static TestStatus status(String mark) {
    return switch (mark) {
      case "✔" -> TestStatus.PASSED;
      case "✘" -> TestStatus.FAILED;
      default -> TestStatus.SKIPPED;
    };
  }
}
