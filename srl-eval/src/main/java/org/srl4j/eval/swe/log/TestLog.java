package org.srl4j.eval.swe.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The results of one instance's tests.
 *
 * @param tests status by test id
 * @param fault why the tests say nothing, e.g. a patch that could not be applied; empty if they do
 */
public record TestLog(Map<String, TestStatus> tests, Optional<TestFault> fault) {

  /** Copies the map. */
  public TestLog {
    tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
    Objects.requireNonNull(fault, "fault");
  }

  /** No results, and why. */
  public static TestLog without(TestFault fault) {
    return new TestLog(Map.of(), Optional.of(fault));
  }

  /**
   * The status of a test. An id that was cut inside of its option ({@code test_x[a b}: it opens
   * more brackets than it closes, as 676 of SWE-bench Verified do) stands for all ids that begin
   * so, if these agree on whether they pass; its status is then the first one's.
   */
  public Optional<TestStatus> status(String id) {
    TestStatus exact = tests.get(id);
    if (exact != null || count(id, '[') <= count(id, ']')) {
      return Optional.ofNullable(exact);
    }
    List<TestStatus> candidates =
        tests.entrySet().stream()
            .filter(test -> test.getKey().startsWith(id))
            .map(Map.Entry::getValue)
            .toList();
    boolean agree = candidates.stream().map(TestStatus::passes).distinct().count() == 1;
    return agree ? Optional.of(candidates.get(0)) : Optional.empty();
  }

  private static long count(String id, char bracket) {
    return id.chars().filter(c -> c == bracket).count();
  }
}
