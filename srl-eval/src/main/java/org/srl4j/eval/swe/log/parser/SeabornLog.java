package org.srl4j.eval.swe.log.parser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestStatus;

/** Pytest as seaborn runs it: {@code FAILED path::test}, {@code path::test PASSED [ 5%]}. */
record SeabornLog() implements LogParser {

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    for (String line : PythonText.lines(log)) {
      List<String> words = PythonText.words(line);
      if (words.size() < 2) {
        continue;
      }
      if (line.startsWith("FAILED")) {
        tests.put(words.get(1), TestStatus.FAILED);
      } else if (line.contains(" PASSED ")) {
        if (words.get(1).equals("PASSED")) {
          tests.put(words.get(0), TestStatus.PASSED);
        }
      } else if (line.startsWith("PASSED")) {
        tests.put(words.get(1), TestStatus.PASSED);
      }
    }
    return tests;
  }
}
