package org.srl4j.eval.swe.log.parser;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestStatus;

/**
 * Maven, which names no test that passes: each test is a build of its own. The n-th {@code
 * -Dtest=ID} of the traced commands goes with the n-th {@code BUILD SUCCESS} or {@code BUILD
 * FAILURE}; what comes first waits for the other.
 */
record MavenLog() implements LogParser {
  private static final Pattern TEST = PythonText.pattern(".*-Dtest=(\\S+)");
  private static final Pattern BUILD = PythonText.pattern("BUILD (SUCCESS|FAILURE)$");

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    Deque<String> waiting = new ArrayDeque<>();
    Deque<TestStatus> early = new ArrayDeque<>();
    for (String raw : PythonText.lines(log)) {
      String line = PythonText.strip(raw);
      Matcher command = TEST.matcher(line);
      if (command.lookingAt()) {
        waiting.add(command.group(1));
      }
      Matcher build = BUILD.matcher(line);
      if (build.find()) {
        boolean success = build.group(1).equals("SUCCESS");
        TestStatus status = success ? TestStatus.PASSED : TestStatus.FAILED;
        if (waiting.isEmpty()) {
          early.add(status);
        } else {
          tests.put(waiting.remove(), status);
        }
      }
    }
    while (!waiting.isEmpty() && !early.isEmpty()) {
      tests.put(waiting.remove(), early.remove());
    }
    return tests;
  }
}
