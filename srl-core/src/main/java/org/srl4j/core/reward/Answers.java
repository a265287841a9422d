package org.srl4j.core.reward;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.srl4j.core.answer.Boxes;

/** Finding a final answer in a text, and comparing it. */
public final class Answers {

  /** A plain number; thousands commas only where they belong. No exponents. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d{1,3}(,\\d{3})+|\\d+)?(\\.\\d+)?");

  private Answers() {}

  /**
   * The content of the last box, see {@link Boxes#last}. No answer if there is no box with
   * something in it, or the text breaks off in the last.
   */
  public static Function<String, Optional<String>> boxed() {
    return Boxes::last;
  }

  /**
   * What follows a marker at the start of a line, in the last such line, stripped. No answer if
   * nothing follows. {@code "####"} reads GSM8K's gold solutions.
   *
   * @param marker what the line starts with, e.g. {@code "####"} or {@code "A "}
   * @return the extractor
   * @throws IllegalArgumentException if the marker is blank
   */
  public static Function<String, Optional<String>> afterMarker(String marker) {
    if (marker.isBlank()) {
      throw new IllegalArgumentException("marker: must not be blank, got '" + marker + "'");
    }
    return text ->
        text.lines()
            .filter(line -> line.startsWith(marker))
            .reduce((earlier, later) -> later)
            .flatMap(line -> nonBlank(line.substring(marker.length())));
  }

  /**
   * Whether two answers are the same number or, where one of them is no plain number, the same
   * text. Both are stripped and lose one trailing period; numbers also lose thousands commas and
   * are compared by value without rounding, so 3.50 equals 3.5 and 1,000 equals 1000.
   *
   * @param answer the extracted answer
   * @param gold the gold answer
   * @return whether they are equal
   */
  public static boolean equal(String answer, String gold) {
    String a = trimmed(answer);
    String b = trimmed(gold);
    if (isNumber(a) && isNumber(b)) {
      return number(a).compareTo(number(b)) == 0;
    }
    return a.equals(b);
  }

  private static Optional<String> nonBlank(String text) {
    return Optional.of(text.strip()).filter(answer -> !answer.isEmpty());
  }

  private static String trimmed(String answer) {
    String text = answer.strip();
    return text.endsWith(".") ? text.substring(0, text.length() - 1).stripTrailing() : text;
  }

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches() && text.chars().anyMatch(Character::isDigit);
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text.replace(",", ""));
  }
}
