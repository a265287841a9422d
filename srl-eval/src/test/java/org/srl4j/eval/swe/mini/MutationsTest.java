package org.srl4j.eval.swe.mini;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutationsTest {
  private static final String SOURCE =
      """
      class A {
        int f(int a, int b) {
          if (a < 3) {
            return b;
          }
          while (a != b) {
            a = g(a, b);
          }
          return a + b;
        }
      }
      """;

  private static TreeSet<String> lines(MutationKind kind) {
    TreeSet<String> changed = new TreeSet<>();
    List<String> before = SOURCE.lines().toList();
    for (Mutation mutation : Mutations.of("A.java", SOURCE)) {
      if (mutation.kind() == kind) {
        assertEquals("f", mutation.place());
        mutation
            .apply(SOURCE)
            .lines()
            .filter(line -> !before.contains(line))
            .forEach(line -> changed.add(line.strip()));
      }
    }
    return changed;
  }

  /** Lines that are new with a bug of the kind; removals bring no new line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "OFF_BY_ONE~ if (a <= 3) {",
        "COMPARISON_FLIPPED~ if (a > 3) {|while (a == b) {",
        "OPERATOR_SWAPPED~ return a - b;",
        "CONSTANT_CHANGED~ if (a < 2) {|if (a < 4) {",
        "CONDITION_NEGATED~ if (!(a < 3)) {",
        "ARGUMENTS_SWAPPED~ a = g(b, a);",
        "GUARD_REMOVED~ ''",
        "STATEMENT_REMOVED~ ''",
        "LOOP_CUT_SHORT~ break;"
      })
  void bugsOfAKindAreFound(MutationKind kind, String expected) {
    assertEquals(expected, String.join("|", lines(kind)));
  }

  @ParameterizedTest
  @CsvSource({"GUARD_REMOVED, 3", "STATEMENT_REMOVED, 1"})
  void whatIsRemovedIsRemovedInWholeLines(MutationKind kind, int fewer) {
    List<Mutation> found =
        Mutations.of("A.java", SOURCE).stream().filter(m -> m.kind() == kind).toList();
    assertEquals(1, found.size());
    long before = SOURCE.lines().count();
    assertEquals(before - fewer, found.get(0).apply(SOURCE).lines().count());
  }

  /** Both variables are ints, so each of the 9 uses can become the other. */
  @ParameterizedTest
  @CsvSource({"WRONG_VARIABLE, 9"})
  void variablesOfTheSameTypeAreMixedUp(MutationKind kind, long expected) {
    assertEquals(
        expected, Mutations.of("A.java", SOURCE).stream().filter(m -> m.kind() == kind).count());
  }
}
