package org.srl4j.eval.task.words;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an event does to the last digit, modulo 10, and which events do so. Changes of different
 * kinds do not commute, so that the order of events matters; each is one look-up in a table of 100
 * entries.
 */
public enum Change {
  /** Adds: x + k. */
  ON(IntStream.rangeClosed(1, 9), "gift", "loan", "bonus") {
    @Override
    int of(int digit, int amount) {
      return digit + amount;
    }
  },
  /** Takes away: x - k. */
  BACK(IntStream.rangeClosed(1, 9), "tax", "theft", "fine") {
    @Override
    int of(int digit, int amount) {
      return digit - amount;
    }
  },
  /** What is missing up to k: k - x. */
  FROM(IntStream.rangeClosed(0, 9), "gap", "rest", "need") {
    @Override
    int of(int digit, int amount) {
      return amount - digit;
    }
  },
  /** Multiplies: k x, k in 3, 7, 9, so that it can be undone. */
  TIMES(IntStream.of(3, 7, 9), "boom", "rally", "rush") {
    @Override
    int of(int digit, int amount) {
      return digit * amount;
    }
  };

  private final List<Integer> amounts;
  private final List<String> names;

  Change(IntStream amounts, String... names) {
    this.amounts = amounts.boxed().toList();
    this.names = List.of(names);
  }

  abstract int of(int digit, int amount);

  /** The digit after, 0..9. */
  int apply(int digit, int amount) {
    return Math.floorMod(of(digit, amount), 10);
  }

  /** Allowed amounts. */
  List<Integer> amounts() {
    return amounts;
  }

  /** Events that do this. */
  List<String> names() {
    return names;
  }

  /**
   * What an event does.
   *
   * @throws IllegalArgumentException if there is no such event
   */
  static Change of(String name) {
    return Arrays.stream(values())
        .filter(change -> change.names.contains(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "name: must be one of " + Incident.NAMES + ", got " + name));
  }
}
