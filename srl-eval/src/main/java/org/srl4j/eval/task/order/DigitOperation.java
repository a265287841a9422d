package org.srl4j.eval.task.order;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The twelve operations of ORDER. A rule gives the five digits after, from the digits a b c d e
 * before, modulo 10; {@code r(x)} is the riffle 0..9 → 1 3 5 7 9 0 2 4 6 8.
 *
 * <table>
 *   <caption>Rules</caption>
 *   <tr><th>word</th><th>argument k</th><th>digits after</th><th>51728 becomes</th></tr>
 *   <tr><td>rev</td><td></td><td>e d c b a</td><td>82715</td></tr>
 *   <tr><td>rot</td><td></td><td>b c d e a</td><td>17285</td></tr>
 *   <tr><td>swap</td><td></td><td>b a d r(c) e</td><td>15248</td></tr>
 *   <tr><td>turn</td><td></td><td>c b r(e) d a</td><td>71625</td></tr>
 *   <tr><td>comp</td><td></td><td>9-c b 9-a d e</td><td>21428</td></tr>
 *   <tr><td>neg</td><td></td><td>d b c -a e</td><td>21758</td></tr>
 *   <tr><td>sub</td><td></td><td>a-b c b d e</td><td>47128</td></tr>
 *   <tr><td>mix</td><td></td><td>a b+e d e c</td><td>59287</td></tr>
 *   <tr><td>fold</td><td></td><td>d b c+a a e</td><td>21258</td></tr>
 *   <tr><td>add k</td><td>1..9</td><td>b+k c a d e</td><td>57528 (k = 4)</td></tr>
 *   <tr><td>dec k</td><td>1..9</td><td>a b d-k e c</td><td>51887 (k = 4)</td></tr>
 *   <tr><td>mul k</td><td>3, 7, 9</td><td>e b*k c d a</td><td>83725 (k = 3)</td></tr>
 * </table>
 *
 * <p>Why these: every operation is one-to-one, so states stay evenly spread; each also moves
 * digits, so that no two always commute (operations on different digits would, and eight of them
 * have many right orders); and the riffle, which is not linear modulo 2 or 5, keeps different
 * orders from meeting more often than by chance. Each digit depends on at most two, so that a small
 * policy learns to compute it.
 */
public enum DigitOperation {
  /** Reverses the digits. */
  REVERSE("rev", Arguments.NONE, "e d c b a"),
  /** Rotates to the left. */
  ROTATE("rot", Arguments.NONE, "b c d e a"),
  /** Exchanges a with b and c with d, riffling c. */
  SWAP("swap", Arguments.NONE, "b a d r(c) e"),
  /** Rotates a, c, e to the left, riffling e. */
  TURN("turn", Arguments.NONE, "c b r(e) d a"),
  /** Complements a and c to 9, exchanging them. */
  COMPLEMENT("comp", Arguments.NONE, "9-c b 9-a d e"),
  /** Negates a, exchanging it with d. */
  NEGATE("neg", Arguments.NONE, "d b c -a e"),
  /** Subtracts b from a, exchanging b and c. */
  SUBTRACT("sub", Arguments.NONE, "a-b c b d e"),
  /** Adds e to b, rotating c, d, e to the left. */
  MIX("mix", Arguments.NONE, "a b+e d e c"),
  /** Adds a to c, exchanging a and d. */
  FOLD("fold", Arguments.NONE, "d b c+a a e"),
  /** Adds k to b, rotating a, b, c to the left. */
  ADD("add", Arguments.ONE_TO_NINE, "b+k c a d e"),
  /** Subtracts k from d, rotating c, d, e to the left. */
  DECREASE("dec", Arguments.ONE_TO_NINE, "a b d-k e c"),
  /** Multiplies b by k, exchanging a and e. */
  MULTIPLY("mul", Arguments.ODD_UNITS, "e b*k c d a");

  private final String word;
  private final List<Integer> arguments;
  private final int[][] tables;

  DigitOperation(String word, List<Integer> arguments, String rule) {
    this.word = word;
    this.arguments = arguments;
    this.tables = new int[10][];
    List<DigitRule> rules = Arrays.stream(rule.split(" ")).map(DigitRule::parse).toList();
    for (int k : arguments.isEmpty() ? List.of(0) : arguments) {
      tables[k] = table(rules, k);
    }
  }

  /** The operation's word, one token. */
  public String word() {
    return word;
  }

  /** Allowed arguments k; empty for an operation without argument. */
  public List<Integer> arguments() {
    return arguments;
  }

  /** Whether this argument is allowed; 0 stands for none. */
  boolean allows(int argument) {
    return argument >= 0 && argument < tables.length && tables[argument] != null;
  }

  /** The state after; state and argument are checked by the caller. */
  int apply(int state, int argument) {
    return tables[argument][state];
  }

  /** The operation of a word. */
  static Optional<DigitOperation> of(String word) {
    return Arrays.stream(values()).filter(o -> o.word.equals(word)).findFirst();
  }

  private static int[] table(List<DigitRule> rules, int argument) {
    int[] after = new int[DigitState.COUNT];
    for (int state = 0; state < after.length; state++) {
      int[] digits = digits(state);
      for (DigitRule rule : rules) {
        after[state] = after[state] * 10 + rule.apply(digits, argument);
      }
    }
    return after;
  }

  private static int[] digits(int state) {
    int[] digits = new int[DigitState.WIDTH];
    int rest = state;
    for (int i = digits.length - 1; i >= 0; i--) {
      digits[i] = rest % 10;
      rest /= 10;
    }
    return digits;
  }

  /** Argument sets; a class of its own because an enum's constants are made before its fields. */
  private static final class Arguments {
    static final List<Integer> NONE = List.of();
    static final List<Integer> ONE_TO_NINE = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
    static final List<Integer> ODD_UNITS = List.of(3, 7, 9);
  }
}
