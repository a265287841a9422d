package org.srl4j.eval.task.words;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One event of a problem, listed as {@code gift 7}: the amount stands beside its event, where a
 * small policy finds it. What an event does is fixed by its name.
 *
 * @param name one of {@link #NAMES}; the hidden convention orders names
 * @param amount by how much, allowed by the change
 */
public record Incident(String name, int amount) {
  /** All names. */
  public static final List<String> NAMES =
      Arrays.stream(Change.values()).flatMap(change -> change.names().stream()).toList();

  private static final Pattern LISTED = Pattern.compile("(?<event>[a-z]+) (?<amount>[0-9])");

  /** Checks that name and amount are known. */
  public Incident {
    Change change = Change.of(name);
    if (!change.amounts().contains(amount)) {
      throw new IllegalArgumentException(
          "amount: must be one of " + change.amounts() + " for " + name + ", got " + amount);
    }
  }

  static Incident draw(String name, Random random) {
    return new Incident(name, pick(Change.of(name).amounts(), random));
  }

  Change change() {
    return Change.of(name);
  }

  /** How the problem lists it. */
  String listed() {
    return name + " " + amount;
  }

  /** The event that is listed so; empty if there is none. */
  static Optional<Incident> parse(String listed) {
    Matcher told = LISTED.matcher(listed);
    if (!told.matches() || !NAMES.contains(told.group("event"))) {
      return Optional.empty();
    }
    String name = told.group("event");
    int amount = Integer.parseInt(told.group("amount"));
    return Change.of(name).amounts().contains(amount)
        ? Optional.of(new Incident(name, amount))
        : Optional.empty();
  }

  int apply(int digit) {
    return change().apply(digit, amount);
  }

  /** How the thinking applies it to the digit that stands before. */
  String thought(int digit) {
    return " " + name + amount + " " + apply(digit);
  }

  static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
