package org.srl4j.eval.task.repair;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.srl4j.eval.task.repair.Routine.Line;

/** The project as the Java files that it stands for: texts by path. */
final class RepairSources {
  private static final String MAIN = "src/main/java/mini/";
  private static final String TEST = "src/test/java/mini/";

  private static final String DIGITS =
      """
      package mini;

      /** Two digits mixed to a third: the points of a 3x3 square and its lines. */
      final class Digits {
        private Digits() {}

        static int mix(int a, int b) {
          if (a == b) {
            return 0;
          }
          if (a == 0 || b == 0) {
            return a + b;
          }
          return 1 + 3 * third((a - 1) / 3, (b - 1) / 3) + third((a - 1) % 3, (b - 1) % 3);
        }

        private static int third(int a, int b) {
          return (6 - a - b) % 3;
        }
      }
      """;

  private RepairSources() {}

  /** All sources that are no tests. */
  static Map<String, String> main(List<Routine> routines) {
    Map<String, String> files = new TreeMap<>();
    files.put(MAIN + "Digits.java", DIGITS);
    routines.forEach(r -> files.put(MAIN + className(r.name()) + ".java", source(r)));
    return files;
  }

  /**
   * The tests: of each routine every digit, of those that an issue names the example too.
   *
   * @param fixed the routines as they should be
   */
  static Map<String, String> tests(List<Check> checks, List<Routine> fixed) {
    Map<String, String> files = new TreeMap<>();
    for (Routine routine : fixed) {
      Optional<Check> check =
          checks.stream().filter(c -> c.routine().equals(routine.name())).findFirst();
      files.put(TEST + className(routine.name()) + "Test.java", test(routine, check));
    }
    return files;
  }

  /** Id of the test that tries every digit. */
  static String everyDigit(String routine) {
    return "mini." + className(routine) + "Test::everyDigit";
  }

  /** Id of the test that tries the example. */
  static String example(String routine) {
    return "mini." + className(routine) + "Test::example";
  }

  /** The issue in words. */
  static String statement(List<Check> checks) {
    return checks.stream()
        .map(
            check ->
                "`%s.of(%d)` should be %d, but is not."
                    .formatted(className(check.routine()), check.input(), check.expected()))
        .collect(Collectors.joining("\n", "Some results are wrong:\n", "\n"));
  }

  private static String source(Routine routine) {
    StringBuilder constants = new StringBuilder();
    StringBuilder body = new StringBuilder();
    for (Line line : routine.lines()) {
      String name = line.rule().toUpperCase(Locale.ROOT);
      constants.append("  static final int %s = %d;\n".formatted(name, line.value()));
      body.append("    x = Digits.mix(x, %s);\n".formatted(name));
    }
    String name = className(routine.name());
    return """
        package mini;

        /** From one digit to another. */
        final class %s {
        %s
          private %s() {}

          static int of(int digit) {
            int x = digit;
        %s    return x;
          }
        }
        """
        .formatted(name, constants, name, body);
  }

  private static String test(Routine routine, Optional<Check> check) {
    String name = className(routine.name());
    String table =
        IntStream.range(0, 10)
            .mapToObj(digit -> String.valueOf(routine.run(digit)))
            .collect(Collectors.joining(", "));
    String example =
        check
            .map(
                c ->
                    "  public void example() {\n    check(%d, %d);\n  }\n\n"
                        .formatted(c.input(), c.expected()))
            .orElse("");
    return """
        package mini;

        public class %sTest {
        %s  public void everyDigit() {
            int[] expected = {%s};
            for (int digit = 0; digit < expected.length; digit++) {
              check(digit, expected[digit]);
            }
          }

          private static void check(int digit, int expected) {
            int got = %s.of(digit);
            if (got != expected) {
              throw new AssertionError("of(" + digit + "): expected " + expected + ", got " + got);
            }
          }
        }
        """
        .formatted(name, example, table, name);
  }

  private static String className(String routine) {
    return routine.substring(0, 1).toUpperCase(Locale.ROOT) + routine.substring(1);
  }
}
