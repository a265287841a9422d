package org.srl4j.eval.task.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A word problem: a ledger, events that change its last digit, and what is asked for.
 *
 * @param place where it happens, one of {@link #PLACES}
 * @param opening which of the first sentences is used
 * @param start the digit at the beginning, 0..9
 * @param events an even number, 2..12, with different names, in the order in which they are told
 * @param form of the answer
 */
public record WordsProblem(
    String place, int opening, int start, List<Incident> events, AnswerForm form) {
  static final List<String> PLACES =
      List.of("mill", "farm", "shop", "harbour", "bakery", "library", "workshop", "vineyard");

  private static final List<String> OPENINGS =
      List.of(
          "The ledger of the {place} opens at {start}.",
          "At the {place} the ledger begins with {start}.",
          "The {place} has a ledger, which stands at {start}.");

  private static final String LIST = "It lists ";

  private static final String RULE =
      "The house takes two events at a time, in its own order, and reads the last digit after each"
          + " two.";

  private static final Pattern SENTENCE = Pattern.compile("(?<=\\.) ");

  /** Copies the events and checks all parts. */
  public WordsProblem {
    Objects.requireNonNull(form, "form");
    events = List.copyOf(events);
    if (!PLACES.contains(place)) {
      throw new IllegalArgumentException("place: must be one of " + PLACES + ", got " + place);
    }
    Objects.checkIndex(opening, OPENINGS.size());
    Objects.checkIndex(start, 10);
    long names = events.stream().map(Incident::name).distinct().count();
    if (events.isEmpty() || events.size() % 2 != 0 || names < events.size()) {
      throw new IllegalArgumentException(
          "events: must be an even number with different names, got " + events);
    }
  }

  /**
   * A problem at random.
   *
   * @param events how many, even, 2..12
   * @param random source of every draw
   */
  static WordsProblem draw(int events, Random random) {
    List<String> names = new ArrayList<>(Incident.NAMES);
    Collections.shuffle(names, random);
    List<Incident> told =
        names.subList(0, events).stream().map(name -> Incident.draw(name, random)).toList();
    return new WordsProblem(
        Incident.pick(PLACES, random),
        random.nextInt(OPENINGS.size()),
        random.nextInt(10),
        told,
        Incident.pick(List.of(AnswerForm.values()), random));
  }

  /** The problem as it is asked. */
  public String text() {
    return String.join(" ", told(), RULE, form.question());
  }

  /** What happened, without what is asked for. */
  String told() {
    String first = OPENINGS.get(opening).replace("{place}", place).replace("{start}", "" + start);
    String listed = events.stream().map(Incident::listed).collect(Collectors.joining(", "));
    return first + " " + LIST + listed + ".";
  }

  /**
   * Reads what {@link #text()} wrote.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static WordsProblem parse(String text) {
    String[] sentences = SENTENCE.split(text.strip());
    Optional<AnswerForm> form = AnswerForm.asked(sentences[sentences.length - 1]);
    if (sentences.length != 4 || form.isEmpty() || !sentences[2].equals(RULE)) {
      throw malformed(text);
    }
    List<Incident> events = listed(sentences[1]);
    for (int i = 0; i < OPENINGS.size(); i++) {
      Matcher first = opening(i).matcher(sentences[0]);
      if (first.matches()) {
        int start = Integer.parseInt(first.group("start"));
        return new WordsProblem(first.group("place"), i, start, events, form.get());
      }
    }
    throw malformed(sentences[0]);
  }

  private static List<Incident> listed(String sentence) {
    if (!sentence.startsWith(LIST)) {
      throw malformed(sentence);
    }
    String list = sentence.substring(LIST.length(), sentence.length() - 1);
    return Arrays.stream(list.split(", "))
        .map(event -> Incident.parse(event).orElseThrow(() -> malformed(event)))
        .toList();
  }

  private static Pattern opening(int index) {
    return Pattern.compile(
        OPENINGS
            .get(index)
            .replace(".", "\\.")
            .replace("{place}", "(?<place>[a-z]+)")
            .replace("{start}", "(?<start>[0-9])"));
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException("problem: no text of WORDS: \"" + text + "\"");
  }

  /** The event of a name; empty if the problem tells of none. */
  Optional<Incident> event(String name) {
    return events.stream().filter(event -> event.name().equals(name)).findFirst();
  }

  /** The digit after every second event. */
  List<Integer> readings(List<Incident> applied) {
    List<Integer> readings = new ArrayList<>();
    int digit = start;
    for (int i = 0; i < applied.size(); i++) {
      digit = applied.get(i).apply(digit);
      if (i % 2 == 1) {
        readings.add(digit);
      }
    }
    return readings;
  }

  /** The same for problems that differ only in how they are told. */
  String key() {
    return start
        + events.stream().map(Incident::listed).sorted().collect(Collectors.joining(",", ":", ":"))
        + form;
  }
}
