package org.srl4j.eval.swe.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.srl4j.eval.swe.log.TestLog;

/**
 * What a candidate's tests said.
 *
 * @param log status by test id, {@code package.Class::method}; its fault is there if the tests did
 *     not come to their end: a compiler's first errors, a limit, or a program that ended early
 * @param messages why a test failed, by id, e.g. {@code java.lang.AssertionError: expected 3 but
 *     was 4 (StackTest.java:12)}; none for a test that passed
 */
public record TestRun(TestLog log, Map<String, String> messages) {

  /** Copies the map. */
  public TestRun {
    Objects.requireNonNull(log, "log");
    messages = Collections.unmodifiableMap(new LinkedHashMap<>(messages));
  }
}
