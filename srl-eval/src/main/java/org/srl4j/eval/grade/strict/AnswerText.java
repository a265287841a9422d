package org.srl4j.eval.grade.strict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.core.answer.Boxes;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Colon;
import org.srl4j.eval.grade.algebra.Expression.Quantity;
import org.srl4j.eval.grade.algebra.Expression.Ratio;
import org.srl4j.eval.grade.algebra.Expression.Several;
import org.srl4j.eval.grade.algebra.Unit;
import org.srl4j.eval.grade.algebra.UnreadableException;
import org.srl4j.eval.grade.algebra.reader.AnswerReader;

/**
 * An answer as it is compared.
 *
 * @param text without delimiters of maths and full stops around it
 * @param words its normal form as words
 * @param readings what it can mean, the likeliest first; empty if it cannot be read
 * @param qualifier what stands behind it and only says where it holds; no part of the readings
 * @param problem why it cannot be read; empty if it can
 */
record AnswerText(
    String text,
    String words,
    List<Expression> readings,
    Optional<Qualifiers> qualifier,
    String problem) {
  /** The unit of a time of the day in minutes since midnight. */
  static final String TIME_OF_DAY = "minutes of the day";

  private static final int MAX_SPECIAL = 60;

  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{1,2})(?::([0-5]\\d))?(?:\\s*o['’]clock)?\\s*(?:([apAP])\\.?\\s?[mM]\\.*"
              + "|in the (morning|afternoon|evening)|(o['’]clock)|(noon|midnight))");

  private static final Pattern SCORE =
      Pattern.compile(
          "(?:(?:[Tt]he|[Aa]|[Ff]inal)\\s+)*[Ss]core\\s*(?:is|was|of|:|=)?\\s*"
              + "(\\d{1,3})\\s*:\\s*(\\d{1,3})"
              + "|(\\d{1,3})\\s*:\\s*(\\d{1,3})\\s*(?:goals|\\(?score\\)?)");

  /** Reads an answer that stands alone. */
  static AnswerText of(String raw) {
    String text = cleaned(raw);
    String words = Words.normal(text);
    Optional<Expression> special = text.length() < MAX_SPECIAL ? special(text) : Optional.empty();
    if (special.isPresent()) {
      return new AnswerText(text, words, List.of(special.get()), Optional.empty(), "");
    }
    Optional<Qualifiers> qualifier = Qualifiers.of(text);
    if (qualifier.isPresent()) {
      AnswerText core = read(qualifier.get().core(), words);
      if (!core.readings().isEmpty()) {
        return new AnswerText(text, words, core.readings(), qualifier, "");
      }
    }
    return read(text, words);
  }

  private static AnswerText read(String text, String words) {
    if (Words.isProse(text)) {
      return new AnswerText(text, words, List.of(prose(text)), Optional.empty(), "");
    }
    try {
      List<Expression> readings = AnswerReader.readings(text);
      return new AnswerText(text, words, readings, Optional.empty(), "");
    } catch (UnreadableException e) {
      return new AnswerText(text, words, List.of(), Optional.empty(), e.getMessage());
    }
  }

  /** A time of the day or a score in words. */
  private static Optional<Expression> special(String text) {
    String plain = Words.unwrapped(text).replace("\\", "").trim();
    if (plain.equalsIgnoreCase("noon") || plain.equalsIgnoreCase("midnight")) {
      return special("12 " + plain.toLowerCase(Locale.ROOT));
    }
    Matcher time = TIME.matcher(plain);
    if (time.matches()) {
      return Optional.of(time(time));
    }
    Matcher score = SCORE.matcher(plain);
    if (!score.matches()) {
      return Optional.empty();
    }
    int first = score.group(1) == null ? 3 : 1;
    return Optional.of(colon(score.group(first), score.group(first + 1), Colon.SCORE));
  }

  private static Expression colon(String left, String right, Colon meaning) {
    return new Ratio(
        List.of(Expression.number(Long.parseLong(left)), Expression.number(Long.parseLong(right))),
        meaning);
  }

  private static Expression time(Matcher time) {
    String minutes = time.group(2) == null ? "0" : time.group(2);
    if (time.group(5) != null) {
      return colon(time.group(1), minutes, Colon.TIME);
    }
    boolean afternoon =
        time.group(3) != null
            ? time.group(3).equalsIgnoreCase("p")
            : time.group(4) != null
                ? !time.group(4).equals("morning")
                : time.group(6).equals("noon");
    long hours = Long.parseLong(time.group(1)) % 12;
    return new Quantity(
        Expression.number((afternoon ? 720 : 0) + hours * 60 + Long.parseLong(minutes)),
        Unit.base(TIME_OF_DAY));
  }

  /** Words with commas between them are several answers. */
  private static Expression prose(String text) {
    if (Words.numberIn(text).isPresent()) {
      return Words.meaning(text);
    }
    List<Expression> parts = new ArrayList<>();
    for (String part : Words.unwrapped(text).split(",|;|\\band\\b")) {
      if (!part.isBlank()) {
        parts.add(Words.meaning(part));
      }
    }
    return parts.size() > 1 ? new Several(List.copyOf(parts)) : Words.meaning(text);
  }

  boolean isBlank() {
    return text.isEmpty();
  }

  /** Without what stands around an answer but is no part of it. */
  static String cleaned(String raw) {
    String text = raw;
    List<String> run = Boxes.lastRun(text);
    text = run.isEmpty() ? text : String.join(", ", run);
    text =
        text.replace("\\(", " ")
            .replace("\\)", " ")
            .replace("$$", "$")
            .replace("***", "**")
            .replace('\n', ' ')
            .replace('\r', ' ')
            .trim();
    text = withoutDisplay(Bold.without(text));
    text = withoutDollars(text).trim();
    int start = 0;
    int end = text.length();
    while (end > start && isTrailing(text, end)) {
      end--;
    }
    while (start < end && (text.charAt(start) == ':' || text.charAt(start) == ' ')) {
      start++;
    }
    return text.substring(start, end);
  }

  private static boolean isTrailing(String text, int end) {
    char last = text.charAt(end - 1);
    boolean dots = last == '.' && end > 1 && text.charAt(end - 2) == '.';
    return !dots && (last == '.' || last == ',' || last == ';' || last == ' ' || last == ':');
  }

  private static String withoutDisplay(String text) {
    // \[ also ends a row in \\[2pt]
    return text.contains("\\begin")
        ? text.replaceAll("^\\\\\\[|\\\\\\]$", "")
        : text.replace("\\[", " ").replace("\\]", " ");
  }

  /** A dollar sign alone before a number is money, all others are delimiters. */
  private static String withoutDollars(String text) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      count += isDelimiter(text, i) ? 1 : 0;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!isDelimiter(text, i)) {
        out.append(text.charAt(i));
      } else if (count % 2 == 1 && i + 1 < text.length() && Character.isDigit(text.charAt(i + 1))) {
        out.append("\\$");
      } else {
        out.append(' ');
      }
    }
    return out.toString();
  }

  private static boolean isDelimiter(String text, int at) {
    return text.charAt(at) == '$' && (at == 0 || text.charAt(at - 1) != '\\');
  }
}
