package org.srl4j.eval.swe.log.parser;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestStatus;

/** Karma with its nested reporter: suites by indentation, {@code ✔} and {@code ✖} for tests. */
record KarmaLog() implements LogParser {
  private static final Pattern LINE = PythonText.pattern("^(\\s*)?([✔✖])?\\s(.*)$");

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    Deque<String> suites = new ArrayDeque<>();
    int depth = -1;
    boolean started = false;
    for (String line : PythonText.lines(log)) {
      if (line.startsWith("SUMMARY:")) {
        break;
      }
      if (line.contains("Starting browser")) {
        started = true;
        continue;
      }
      Matcher part = LINE.matcher(line);
      if (!started || !part.lookingAt()) {
        continue;
      }
      if (part.group(2) != null) {
        boolean passed = part.group(2).equals("✔");
        String name = String.join(" > ", suites) + (suites.isEmpty() ? "" : " > ") + part.group(3);
        tests.put(name, passed ? TestStatus.PASSED : TestStatus.FAILED);
      } else if (part.group(1) != null && !part.group(1).isEmpty()) {
        depth = suite(part, depth, suites);
      }
    }
    return tests;
  }

  /** Goes a suite deeper, or back; the new depth. */
  private static int suite(Matcher part, int depth, Deque<String> suites) {
    int indent = part.group(1).length();
    if (indent > depth) {
      suites.addLast(part.group(3));
    } else if (indent < depth) {
      suites.pollLast();
    }
    return indent;
  }
}
