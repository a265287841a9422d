package org.srl4j.eval.task.order;

/**
 * One output digit as a function of the digits a..e before and the argument k, modulo 10.
 *
 * <p>Forms: {@code x} copy, {@code -x}, {@code x+y}, {@code x-y}, {@code x*y} with x and y among
 * a..e, k and 9, and {@code r(x)} = (2x + 1) mod 11, the riffle 0..9 → 1 3 5 7 9 0 2 4 6 8.
 */
record DigitRule(char left, char operator, char right) {

  private static final char COPY = '=';
  private static final char NEGATE = '~';
  private static final char RIFFLE = 'r';

  /** Reads a form. */
  static DigitRule parse(String form) {
    if (form.matches("[a-e]")) {
      return new DigitRule(form.charAt(0), COPY, '9');
    }
    if (form.matches("-[a-e]")) {
      return new DigitRule(form.charAt(1), NEGATE, '9');
    }
    if (form.matches("r\\([a-e]\\)")) {
      return new DigitRule(form.charAt(2), RIFFLE, '9');
    }
    if (form.matches("[a-ek9][-+*][a-ek9]")) {
      return new DigitRule(form.charAt(0), form.charAt(1), form.charAt(2));
    }
    throw new IllegalArgumentException(
        "form: must be x, -x, r(x), x+y, x-y or x*y with digits a..e, 9 or k, got " + form);
  }

  /** The output digit, 0..9. */
  int apply(int[] digits, int argument) {
    int x = value(left, digits, argument);
    int y = value(right, digits, argument);
    int result =
        switch (operator) {
          case COPY -> x;
          case NEGATE -> -x;
          case RIFFLE -> (2 * x + 1) % 11;
          case '+' -> x + y;
          case '-' -> x - y;
          default -> x * y;
        };
    return Math.floorMod(result, 10);
  }

  private static int value(char name, int[] digits, int argument) {
    return switch (name) {
      case '9' -> 9;
      case 'k' -> argument;
      default -> digits[name - 'a'];
    };
  }
}
