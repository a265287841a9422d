package org.srl4j.eval.grade.strict;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.core.answer.Boxes;

/**
 * The letter from A to J that a text chooses. One that names several, as in "A or B", chooses none.
 */
final class Choices {
  private static final int MAX_LENGTH = 300;

  /** A letter, alone or with what it stands for: B, (B), B. 12, (B) 12, B: 12. */
  private static final Pattern LABELLED =
      Pattern.compile("[(\\[]?([A-J])(?:[)\\].:]+(?:\\s*\\S.*)?)?", Pattern.DOTALL);

  /** A letter with its reason: B because the others fail, (B) is correct. */
  private static final Pattern REASONED =
      Pattern.compile(
          "[(\\[]?([A-J])[)\\]]?,?\\s+(?:because|since|as|for|is\\s+(?:the\\s+)?(?:correct|right"
              + "|best|answer|only|true))\\b.*",
          Pattern.DOTALL);

  private static final String OPENING =
      "(?:[\\s:*_$({\\[]|\\\\\\(|\\\\\\[|\\\\(?:boxed|text\\w*|math\\w+)\\{"
          + "|\\b(?:the|a|clearly|therefore|thus|then|probably|likely|most|letter|[Oo]ption"
          + "|[Cc]hoice"
          + "|alternative|statement)\\b)*";

  /** What says that a choice follows: answer is, answer:, correct option is, choose option. */
  private static final Pattern CHOOSING =
      Pattern.compile(
          "(?:(?i:\\banswers?(?:\\s+choice)?[\\s*_]*(?:\\bis\\b|\\bmust be\\b|\\bshould be\\b"
              + "|\\bwould be\\b|[:：=]))"
              + "|(?i:\\b(?:option|choice|alternative)[\\s*_]*(?:\\bis\\b|[:：=]))"
              + "|(?i:\\b(?:choose|select|pick|chosen|go with|hence|therefore|thus|so)\\b[\\s,:]*"
              + "(?:the\\s+)?(?:answer\\s+is\\s+)?(?:correct\\s+)?"
              + "(?:option|choice|alternative)\\b))"
              + OPENING
              + "([A-J])(?![A-Za-z'’])");

  /** That a letter is right: (B) is correct, option B is the right one. */
  private static final Pattern APPROVED =
      Pattern.compile(
          "(?<![A-Za-z])[(\\[]?([A-J])[)\\]]?\\s+is\\s+(?:therefore\\s+|thus\\s+|clearly\\s+)?"
              + "(?:the\\s+)?(?:correct|right|best)\\b");

  /** How a text goes on behind a letter that it chooses. */
  private static final Pattern ENDS_CHOICE =
      Pattern.compile(
          "\\s*(?:$|[)\\]}.:;,!*_$\\n]|\\\\[)\\]}]|\\s[(–—-]"
              + "|\\s(?:because|since|as|for|which|with|is)\\b)");

  /** Another letter, joined to the one before: A or B, A, B, (A) and (B). */
  private static final Pattern JOINED =
      Pattern.compile(
          "[)\\]}.*$]*\\s*(?:,|/|&|;|\\+|\\band/or\\b|,?\\s*\\band\\b|,?\\s*\\bor\\b)\\s*"
              + "(?:\\\\?text\\w*\\{)?[$(\\[]*[A-J](?![A-Za-z])");

  private static final Pattern REJECTED =
      Pattern.compile(
          "[)\\]}]*,?\\s*(?:which|that)?\\s*(?:is|are|was|can)\\s*(?:not|n't|wrong|incorrect|false"
              + "|impossible|eliminated|ruled|out)\\b.*",
          Pattern.DOTALL);

  private Choices() {}

  /** The letter of a gold answer that is one: B, (B), (B) 12, B. 12. */
  static Optional<Character> ofGold(String gold) {
    return Words.onlyLetter(gold)
        .or(() -> Words.behindChoice(gold).flatMap(value -> ofAnswer(gold)));
  }

  /** The letter that an answer without anything around it chooses. */
  static Optional<Character> ofAnswer(String text) {
    String plain = Words.unwrapped(text).replaceAll("\\\\[ ,;:!]|[~$*_]", " ").strip();
    plain = plain.length() > MAX_LENGTH ? plain.substring(0, MAX_LENGTH) : plain;
    for (Pattern pattern : List.of(LABELLED, REASONED)) {
      Matcher matcher = pattern.matcher(plain);
      if (matcher.matches()) {
        boolean several = JOINED.matcher(plain.substring(matcher.end(1))).lookingAt();
        return several ? Optional.empty() : Optional.of(matcher.group(1).charAt(0));
      }
    }
    return explicit(plain).map(Choice::letter);
  }

  /**
   * A letter and where it stands.
   *
   * @param letter from A to J
   * @param at index in the text
   */
  private record Choice(char letter, int at) {}

  /**
   * The letter that a response chooses: in its last line, in a box, or where it says so, whichever
   * comes last.
   */
  static Optional<Character> ofResponse(String spoken) {
    Optional<Choice> best = explicit(spoken);
    for (Boxes.Box box : Boxes.all(spoken)) {
      Optional<Character> letter = ofAnswer(box.content());
      if (letter.isPresent() && (best.isEmpty() || best.get().at() < box.start())) {
        best = Optional.of(new Choice(letter.get(), box.start()));
      }
    }
    Optional<Choice> line = lastLine(spoken);
    return (line.isPresent() ? line : best).map(Choice::letter);
  }

  /** The last place that says what is chosen; empty if it names several. */
  private static Optional<Choice> explicit(String text) {
    Choice last = null;
    Matcher choosing = CHOOSING.matcher(text);
    while (choosing.find()) {
      String rest = text.substring(choosing.end(1), Math.min(text.length(), choosing.end(1) + 80));
      boolean chosen =
          ENDS_CHOICE.matcher(rest).lookingAt()
              && !JOINED.matcher(rest).lookingAt()
              && !REJECTED.matcher(rest).matches();
      last = chosen ? new Choice(choosing.group(1).charAt(0), choosing.start(1)) : last;
    }
    Matcher approved = APPROVED.matcher(text);
    while (approved.find()) {
      if (last == null || last.at() < approved.start(1)) {
        last = new Choice(approved.group(1).charAt(0), approved.start(1));
      }
    }
    return Optional.ofNullable(last);
  }

  /** A last line that is nothing but a choice, unless it ends a list of all of them. */
  private static Optional<Choice> lastLine(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Optional<Character> letter = ofLine(lines.get(lines.size() - 1));
    boolean listed =
        lines.size() > 1 && letter.isPresent() && ofLine(lines.get(lines.size() - 2)).isPresent();
    return letter.filter(found -> !listed).map(found -> new Choice(found, text.length()));
  }

  private static Optional<Character> ofLine(String line) {
    String plain = line.replaceFirst("^[\\s*_#>-]+", "");
    Matcher labelled = LABELLED.matcher(Words.unwrapped(plain).replaceAll("[$*_]", "").strip());
    Matcher reasoned = REASONED.matcher(plain);
    return labelled.matches() || reasoned.matches() ? ofAnswer(plain) : Optional.empty();
  }
}
