package org.srl4j.eval.swe.log.parser;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestStatus;

/** Mocha's tree up to its summary: {@code suite}, then {@code ✓ test} or {@code 1) test}. */
record MochaLog() implements LogParser {
  private static final Pattern SUMMARY = PythonText.pattern("\n[ \t]*\\d+ passing");
  private static final Pattern FAILED = PythonText.pattern("\\d+\\)");
  private static final Pattern TIME = PythonText.pattern("\\(\\d+ms\\)");

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    Matcher summary = SUMMARY.matcher(log);
    String suite = "";
    for (String line : PythonText.lines(summary.find() ? log.substring(0, summary.start()) : log)) {
      String text = PythonText.strip(line);
      if (text.startsWith("✓") || text.startsWith("✔")) {
        tests.put(suite + name(text.substring(1)), TestStatus.PASSED);
      } else if (FAILED.matcher(text).lookingAt()) {
        tests.put(suite + name(line.substring(line.indexOf(')') + 1)), TestStatus.FAILED);
      } else if (line.startsWith("  ")) {
        suite = text + ".";
      }
    }
    return tests;
  }

  private static String name(String written) {
    return PythonText.strip(TIME.matcher(written).replaceAll(""));
  }
}
