package org.srl4j.eval.swe.log;

import java.util.Map;

/**
 * Finds the tests in what a runner printed. The rules are those of SWE-bench's harness (version
 * 5.0), one parser a runner; time is linear in the log.
 */
@FunctionalInterface
public interface LogParser {

  /**
   * The tests of a log.
   *
   * @param log what was printed between the marks of the harness
   * @return status by test id, in the order of appearance; the last word on a test counts
   */
  Map<String, TestStatus> parse(String log);

  /**
   * The parser that SWE-bench uses for a repository.
   *
   * @param repository e.g. {@code django/django}
   */
  static LogParser ofRepository(String repository) {
    return switch (repository) {
      case "django/django" -> new DjangoLog();
      case "sympy/sympy" -> new SympyLog();
      case "psf/requests", "pylint-dev/pylint", "pydicom/pydicom" -> new PytestLog(true);
      default -> new PytestLog(false);
    };
  }
}
