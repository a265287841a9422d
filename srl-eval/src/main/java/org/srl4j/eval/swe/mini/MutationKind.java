package org.srl4j.eval.swe.mini;

import java.util.Locale;

/** Kinds of injected bugs. */
public enum MutationKind {
  /** {@code <} for {@code <=} and the like. */
  OFF_BY_ONE,
  /** {@code <} for {@code >}, {@code ==} for {@code !=}. */
  COMPARISON_FLIPPED,
  /** {@code +} for {@code -}, {@code &&} for {@code ||} and the like. */
  OPERATOR_SWAPPED,
  /** A whole number one larger or smaller. */
  CONSTANT_CHANGED,
  /** {@code if (!(...))}. */
  CONDITION_NEGATED,
  /** The two arguments of a call in the wrong order. */
  ARGUMENTS_SWAPPED,
  /** An {@code if} that leaves the method or the loop is gone. */
  GUARD_REMOVED,
  /** Another variable of the same method and type. */
  WRONG_VARIABLE,
  /** A statement is gone. */
  STATEMENT_REMOVED,
  /** A loop ends after its first round. */
  LOOP_CUT_SHORT;

  /** The name in reports, e.g. {@code off_by_one}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
