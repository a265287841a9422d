package org.srl4j.eval.task.words;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What an event does to a digit, modulo 10, and how that is said. Changes of different kinds do not
 * commute, so that the order of events matters; each is one look-up in a table of 100 entries.
 */
public enum Change {
  /** Adds: x + k. */
  ON(
      IntStream.rangeClosed(1, 9),
      "The {event} adds {amount}.",
      "With the {event} it goes up by {amount}.",
      "The {event} moves it on by {amount}.") {
    @Override
    int of(int digit, int amount) {
      return digit + amount;
    }

    @Override
    String sum(int digit, int amount) {
      return digit + "+" + amount;
    }
  },
  /** Takes away: x - k. */
  BACK(
      IntStream.rangeClosed(1, 9),
      "The {event} takes {amount} away.",
      "With the {event} it goes down by {amount}.",
      "The {event} moves it back by {amount}.") {
    @Override
    int of(int digit, int amount) {
      return digit - amount;
    }

    @Override
    String sum(int digit, int amount) {
      return digit + "-" + amount;
    }
  },
  /** Takes the digit from k: k - x. */
  FROM(
      IntStream.rangeClosed(0, 9),
      "The {event} takes it from {amount}.",
      "With the {event} it becomes {amount} minus itself.",
      "The {event} turns it into {amount} less what it was.") {
    @Override
    int of(int digit, int amount) {
      return amount - digit;
    }

    @Override
    String sum(int digit, int amount) {
      return amount + "-" + digit;
    }
  },
  /** Multiplies: k x, k in 3, 7, 9, so that it can be undone. */
  TIMES(
      IntStream.of(3, 7, 9),
      "The {event} multiplies it by {amount}.",
      "With the {event} it becomes {amount} times itself.",
      "The {event} makes it {amount} times as large.") {
    @Override
    int of(int digit, int amount) {
      return digit * amount;
    }

    @Override
    String sum(int digit, int amount) {
      return digit + "*" + amount;
    }
  };

  private final List<Integer> amounts;
  private final List<String> wordings;

  Change(IntStream amounts, String... wordings) {
    this.amounts = amounts.boxed().toList();
    this.wordings = List.of(wordings);
  }

  abstract int of(int digit, int amount);

  /** The sum as the base writes it in its thinking, without its result, e.g. {@code 4+9}. */
  abstract String sum(int digit, int amount);

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
