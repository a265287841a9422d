package org.srl4j.eval.task.order;

import java.util.OptionalInt;

/** States of ORDER: numbers 0..99999, always written with five digits. */
final class DigitState {
  /** Digits of a state. */
  static final int WIDTH = 5;

  /** Number of states. */
  static final int COUNT = 100_000;

  private DigitState() {}

  static String text(int state) {
    return String.valueOf(COUNT + check(state)).substring(1);
  }

  /** The state, or empty unless the text is five digits. */
  static OptionalInt parse(String text) {
    boolean digits = text.length() == WIDTH && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  static int check(int state) {
    if (state < 0 || state >= COUNT) {
      throw new IllegalArgumentException("state: must be in [0, 99999], got " + state);
    }
    return state;
  }
}
