package org.srl4j.eval.swe.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Pytest, in both orders: {@code PASSED path::test} as its summary has it, and {@code path::test
 * PASSED [ 50%]} as it reports while running. Colours and other control characters are removed.
 *
 * @param shortOptions whether a path in the option of a test is cut to its last part, as SWE-bench
 *     does for repositories whose tests are named after temporary files
 */
public record PytestLog(boolean shortOptions) implements LogParser {

  @Override
  public Map<String, TestStatus> parse(String log) {
    Map<String, TestStatus> tests = new LinkedHashMap<>();
    log.lines().map(PytestLog::plain).forEach(line -> read(line, tests));
    return tests;
  }

  private void read(String line, Map<String, TestStatus> tests) {
    Optional<TestStatus> first = prefix(line);
    String[] words = (first.isPresent() ? line.replace(" - ", " ") : line).strip().split("\\s+");
    if (words.length < 2) {
      return;
    }
    if (first.isPresent()) {
      tests.put(named(words[1]), first.get());
    } else if (words[0].contains("::")) {
      word(words[1]).ifPresent(status -> tests.put(named(words[0]), status));
    }
  }

  /** Without colours ({@code ESC [31m}) and other control characters. */
  private static String plain(String line) {
    return line.replaceAll("\u001b?\\[\\d{1,3}m", "")
        .replaceAll("[\u0001-\u0008\u000b-\u001f]", "");
  }

  private static Optional<TestStatus> prefix(String line) {
    for (TestStatus status : TestStatus.values()) {
      if (line.startsWith(status.name())) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  private static Optional<TestStatus> word(String word) {
    for (TestStatus status : TestStatus.values()) {
      if (word.equals(status.name())) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  private String named(String id) {
    int open = id.indexOf('[');
    if (!shortOptions || open < 0 || !id.endsWith("]")) {
      return id;
    }
    String option = id.substring(open + 1, id.length() - 1);
    boolean path = option.startsWith("/") && !option.startsWith("//") && !option.contains("*");
    return path
        ? id.substring(0, open) + "[" + option.substring(option.lastIndexOf('/')) + "]"
        : id;
  }
}
