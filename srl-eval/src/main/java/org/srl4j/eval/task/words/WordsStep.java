package org.srl4j.eval.task.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two events applied one after the other.
 *
 * @param number 1, 2, ...
 * @param before the digit before
 * @param first applied first
 * @param second applied to what the first gave
 */
record WordsStep(int number, int before, Incident first, Incident second) {
  /** How a step begins; nothing tells which of them the expert takes. */
  static final List<String> OPENERS =
      List.of(
          "First the {first}, then the {second}.",
          "The {first} goes before the {second}.",
          "Take the {first} and after it the {second}.");

  private static final String REST =
      "\n\\[\nd_{number} = {reading}\n\\]\nSo reading {number} is ${reading}$.";

  /** What a step says, right or wrong. */
  record Said(String first, String second, int reading) {}

  /** The steps that apply events in this order. */
  static List<WordsStep> chain(int start, List<Incident> applied) {
    List<WordsStep> steps = new ArrayList<>();
    int digit = start;
    for (int i = 0; i + 1 < applied.size(); i += 2) {
      WordsStep step = new WordsStep(i / 2 + 1, digit, applied.get(i), applied.get(i + 1));
      steps.add(step);
      digit = step.reading();
    }
    return steps;
  }

  int reading() {
    return second.apply(first.apply(before));
  }

  String title() {
    return "The " + first.name();
  }

  /** The step as it is shown: which events, and their result, but not what lies between. */
  String text(String opener) {
    return (opener + REST)
        .replace("{first}", first.name())
        .replace("{second}", second.name())
        .replace("{number}", "" + number)
        .replace("{reading}", "" + reading());
  }

  /** What a policy has to write out: the digit before, and after each event. */
  String thought() {
    return before + first.thought(before) + second.thought(first.apply(before));
  }

  /** Reads a step of this number; empty if it has another form. */
  static Optional<Said> parse(String text, int number) {
    for (String opener : OPENERS) {
      Matcher said = pattern(opener + REST, number).matcher(text.strip());
      if (said.matches()) {
        return Optional.of(
            new Said(
                said.group("first"),
                said.group("second"),
                Integer.parseInt(said.group("reading"))));
      }
    }
    return Optional.empty();
  }

  private static Pattern pattern(String form, int number) {
    String quoted =
        Pattern.quote(form)
            .replace("{first}", "\\E(?<first>[a-z]+)\\Q")
            .replace("{second}", "\\E(?<second>[a-z]+)\\Q")
            .replace("{number}", "" + number)
            .replaceFirst("\\{reading}", "\\\\E(?<reading>[0-9])\\\\Q")
            .replace("{reading}", "\\E\\k<reading>\\Q");
    return Pattern.compile(quoted);
  }

  /** The step that states the answer. */
  static String answer(List<Integer> readings, AnswerForm form) {
    return "With $"
        + answerThought(readings)
        + "$ the answer is $\\boxed{"
        + form.write(readings)
        + "}$.";
  }

  /** What is thought before it: all readings, each named. */
  static String answerThought(List<Integer> readings) {
    return IntStream.range(0, readings.size())
        .mapToObj(i -> "d_" + (i + 1) + " = " + readings.get(i))
        .collect(Collectors.joining(", "));
  }
}
