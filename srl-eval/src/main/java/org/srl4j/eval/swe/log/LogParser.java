package org.srl4j.eval.swe.log;

import java.util.Map;

/** Finds the tests in what a runner printed. */
@FunctionalInterface
public interface LogParser {

  /**
   * The tests of a log.
   *
   * @param log what was printed; lines end in line feeds alone
   * @return status by test id, in the order of first appearance; the last word on a test counts
   */
  Map<String, TestStatus> parse(String log);
}
