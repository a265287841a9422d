package org.srl4j.eval.task.words;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What an event does to a digit, modulo 10, and how that is said. Changes of different kinds do not
 * commute, so that the order of events matters; each is one look-up in a table of 100 entries. In
 * every sentence the verb follows the event and the amount is the third word after it: a small
 * policy binds an amount to its event by their distance.
 */
public enum Change {
  /** Adds: x + k. */
  ON(
      '+',
      IntStream.rangeClosed(1, 9),
      "The {event} moves on {amount}.",
      "The {event} climbs by {amount}.",
      "The {event} adds another {amount}.") {
    @Override
    int of(int digit, int amount) {
      return digit + amount;
    }
  },
  /** Takes away: x - k. */
  BACK(
      '-',
      IntStream.rangeClosed(1, 9),
      "The {event} moves back {amount}.",
      "The {event} falls by {amount}.",
      "The {event} removes another {amount}.") {
    @Override
    int of(int digit, int amount) {
      return digit - amount;
    }
  },
  /** Takes the digit from k: k - x. */
  FROM(
      '~',
      IntStream.rangeClosed(0, 9),
      "The {event} subtracts from {amount}.",
      "The {event} deducts from {amount}.",
      "The {event} mirrors at {amount}.") {
    @Override
    int of(int digit, int amount) {
      return amount - digit;
    }
  },
  /** Multiplies: k x, k in 3, 7, 9, so that it can be undone. */
  TIMES(
      '*',
      IntStream.of(3, 7, 9),
      "The {event} multiplies by {amount}.",
      "The {event} grows times {amount}.",
      "The {event} scales by {amount}.") {
    @Override
    int of(int digit, int amount) {
      return digit * amount;
    }
  };

  private final char sign;
  private final List<Integer> amounts;
  private final List<String> wordings;

  Change(char sign, IntStream amounts, String... wordings) {
    this.sign = sign;
    this.amounts = amounts.boxed().toList();
    this.wordings = List.of(wordings);
  }

  abstract int of(int digit, int amount);

  /** How the base writes the change in its thinking. */
  char sign() {
    return sign;
  }

  /** The digit after, 0..9. */
  int apply(int digit, int amount) {
    return Math.floorMod(of(digit, amount), 10);
  }

  /** Allowed amounts. */
  List<Integer> amounts() {
    return amounts;
  }

  /** Sentences with {@code {event}} and {@code {amount}}. */
  List<String> wordings() {
    return wordings;
  }
}
