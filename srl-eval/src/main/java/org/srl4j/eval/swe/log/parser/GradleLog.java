package org.srl4j.eval.swe.log.parser;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestStatus;

/**
 * Gradle: {@code package.XTest > method PASSED}; the verdict may stand on a later line of its own.
 */
record GradleLog() implements LogParser {
  private static final Pattern RESULT = PythonText.pattern("([^>].+)\\s+(PASSED|FAILED)");
  private static final Pattern NAME = PythonText.pattern("[^>]\\S*\\s+>\\s+\\S+");

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    String open = null;
    for (String raw : PythonText.lines(log)) {
      String line = PythonText.strip(raw);
      Matcher result = RESULT.matcher(line);
      if (result.matches()) {
        put(result.group(1), result.group(2), tests);
        open = null;
      } else if (NAME.matcher(line).matches()) {
        open = line;
      } else if (open != null && (line.equals("PASSED") || line.equals("FAILED"))) {
        put(open, line, tests);
        open = null;
      }
    }
    return tests;
  }

  private static void put(String test, String verdict, Map<String, TestStatus> tests) {
    tests.put(test, TestStatus.valueOf(verdict));
  }
}
