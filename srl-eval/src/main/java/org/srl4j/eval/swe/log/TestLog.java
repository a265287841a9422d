package org.srl4j.eval.swe.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One instance's log.
 *
 * @param tests status by test id
 * @param fault why the tests say nothing, e.g. a patch that could not be applied; empty if they do
 */
public record TestLog(Map<String, TestStatus> tests, Optional<String> fault) {
  /** The line after which the tests' output begins. */
  public static final String START = ">>>>> Start Test Output";

  /** The line before which it ends. */
  public static final String END = ">>>>> End Test Output";

  private static final List<String> FAULTS =
      List.of(
          ">>>>> Patch Apply Failed",
          ">>>>> Reset Failed",
          ">>>>> Tests Errored",
          ">>>>> Tests Timed Out");

  /** Copies the map. */
  public TestLog {
    tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
  }

  /**
   * Reads a whole log.
   *
   * @param log what an instance's run printed
   * @param parser for the tests' part
   */
  public static TestLog read(String log, LogParser parser) {
    Optional<String> fault = FAULTS.stream().filter(log::contains).findFirst();
    if (fault.isPresent()) {
      return new TestLog(Map.of(), fault.map(mark -> mark.substring(6)));
    }
    int start = log.indexOf(START);
    int end = log.indexOf(END, Math.max(0, start));
    if (start < 0 || end < 0) {
      return new TestLog(Map.of(), Optional.of("no test output between the marks"));
    }
    return new TestLog(parser.parse(log.substring(start + START.length(), end)), Optional.empty());
  }

  /**
   * The status of a test. Ids that were cut inside of their option ({@code test_x[a b}) stand for
   * all ids that begin so, if these agree.
   */
  public Optional<TestStatus> status(String id) {
    TestStatus exact = tests.get(id);
    int open = id.lastIndexOf('[');
    if (exact != null || open < 0 || id.endsWith("]")) {
      return Optional.ofNullable(exact);
    }
    List<TestStatus> candidates =
        tests.entrySet().stream()
            .filter(test -> test.getKey().startsWith(id))
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
  }
}
