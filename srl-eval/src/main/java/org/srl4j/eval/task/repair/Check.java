package org.srl4j.eval.task.repair;

import java.util.Objects;

/**
 * A failing example that an issue reports.
 *
 * @param routine which routine
 * @param input a digit
 * @param expected what the routine should make of it, a digit
 */
record Check(String routine, int input, int expected) {
  Check {
    Objects.requireNonNull(routine, "routine");
  }

  boolean passes(Routine tested) {
    return tested.run(input) == expected;
  }

  /** {@code total 4 -> 9}. */
  String text() {
    return routine + " " + input + " -> " + expected;
  }
}
