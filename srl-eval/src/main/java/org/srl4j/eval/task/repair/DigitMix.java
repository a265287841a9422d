package org.srl4j.eval.task.repair;

/**
 * Two digits mixed to a third: the Steiner loop of the affine plane of order 3. 0 changes nothing,
 * a digit with itself gives 0, and two different digits of 1..9 give the third point on the line
 * through them, the digits being the points (row, column) of a 3x3 square.
 *
 * <p>{@code mix(a, b) = c} exactly if {@code mix(a, c) = b}, so the same table runs a line, runs it
 * back and finds its constant. It is not associative: constants of different lines cannot stand for
 * each other.
 */
final class DigitMix {
  private static final int SIDE = 3;

  private DigitMix() {}

  /** The digit that two digits give. */
  static int mix(int a, int b) {
    if (a == b) {
      return 0;
    }
    if (a == 0 || b == 0) {
      return a + b;
    }
    int row = third((a - 1) / SIDE, (b - 1) / SIDE);
    int column = third((a - 1) % SIDE, (b - 1) % SIDE);
    return 1 + SIDE * row + column;
  }

  /** What completes two coordinates to a sum of 0 modulo 3. */
  private static int third(int a, int b) {
    return (2 * SIDE - a - b) % SIDE;
  }
}
