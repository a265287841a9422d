package org.srl4j.eval.task.words;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One event of a problem.
 *
 * @param name one of {@link #NAMES}; the hidden convention orders names
 * @param change what it does
 * @param amount by how much, allowed by the change
 * @param wording which of the change's sentences says so
 */
public record Incident(String name, Change change, int amount, int wording) {
  /** All names. */
  public static final List<String> NAMES =
      List.of(
          "storm", "market", "feast", "frost", "flood", "fair", "harvest", "parade", "strike",
          "wedding", "auction", "drought");

  /** Checks that name, amount and wording are known. */
  public Incident {
    Objects.requireNonNull(change, "change");
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("name: must be one of " + NAMES + ", got " + name);
    }
    if (!change.amounts().contains(amount)) {
      throw new IllegalArgumentException(
          "amount: must be one of " + change.amounts() + " for " + change + ", got " + amount);
    }
    Objects.checkIndex(wording, change.wordings().size());
  }

  static Incident draw(String name, Random random) {
    Change change = pick(List.of(Change.values()), random);
    int amount = pick(change.amounts(), random);
    return new Incident(name, change, amount, random.nextInt(change.wordings().size()));
  }

  /** The sentence in the problem. */
  String sentence() {
    return change.wordings().get(wording).replace("{event}", name).replace("{amount}", "" + amount);
  }

  /** The event that a sentence tells; empty if none is worded like that. */
  static Optional<Incident> parse(String sentence) {
    for (Change change : Change.values()) {
      for (int wording = 0; wording < change.wordings().size(); wording++) {
        Matcher told = pattern(change.wordings().get(wording)).matcher(sentence);
        if (told.matches() && NAMES.contains(told.group("event"))) {
          int amount = Integer.parseInt(told.group("amount"));
          return change.amounts().contains(amount)
              ? Optional.of(new Incident(told.group("event"), change, amount, wording))
              : Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Pattern pattern(String wording) {
    return Pattern.compile(
        wording
            .replace(".", "\\.")
            .replace("{event}", "(?<event>[a-z]+)")
            .replace("{amount}", "(?<amount>[0-9])"));
  }

  int apply(int digit) {
    return change.apply(digit, amount);
  }

  /** The line of the thinking that applies it: the change, then before and after. */
  String thought(int digit) {
    return name + change.sign() + amount + ":" + digit + ">" + apply(digit);
  }

  static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
