package org.srl4j.eval.method.begin;

import java.util.Objects;

/**
 * How many of the expert's first steps an attempt goes on from. N steps of the expert, so at most N
 * - 1 of them are shown: the last one, with the answer, is always the policy's.
 *
 * <p>The form is a choice: the abstract of R3 lets the start slide from the demonstration's end to
 * its beginning, other ports draw it uniformly, and the SRL paper does not say which its row used.
 *
 * @param shown which steps are shown
 * @param until share of the collections, in (0, 1], after which a staged start is at the problem; 1
 *     gives every number of steps the same share of training
 */
public record Beginning(Shown shown, double until) {

  /** Which of the expert's steps are shown. */
  public enum Shown {
    /** None: attempts begin at the problem, as in RLVR. */
    NOTHING,
    /** N - 1 at first, then fewer and fewer, and none at the end: R3. */
    STAGED,
    /** A number from 0 to N - 1, drawn anew for each prompt of each collection. */
    MIXED
  }

  /** Checks the range. */
  public Beginning {
    Objects.requireNonNull(shown, "shown");
    if (!(until > 0 && until <= 1)) {
      throw new IllegalArgumentException("until: must be in (0, 1], got " + until);
    }
  }

  /** At the problem. */
  public static Beginning defaults() {
    return new Beginning(Shown.NOTHING, 1);
  }

  /** Whether no step is ever shown. */
  public boolean isAtProblem() {
    return shown == Shown.NOTHING;
  }

  /**
   * Steps that are shown: staged {@code ceil(N (1 - c / c0)) - 1} with {@code c0 = floor(until (C -
   * 1))}, and 0 from collection c0 on.
   *
   * @param steps N, at least 1
   * @param collection c, from 0
   * @param collections C, at least 1; training may end earlier, by its compute budget
   * @param draw random bits of this prompt and collection
   * @return 0 .. N - 1
   */
  int steps(int steps, long collection, long collections, long draw) {
    return switch (shown) {
      case NOTHING -> 0;
      case MIXED -> Math.floorMod(draw, steps);
      case STAGED -> {
        long last = (long) (until * (collections - 1));
        // ceil(N (last - c) / last) in whole numbers
        yield collection >= last ? 0 : (int) ((steps * (last - collection) + last - 1) / last) - 1;
      }
    };
  }
}
