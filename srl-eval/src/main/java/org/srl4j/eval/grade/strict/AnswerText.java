package org.srl4j.eval.grade.strict;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Quantity;
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
 * @param problem why it cannot be read; empty if it can
 */
record AnswerText(String text, String words, List<Expression> readings, String problem) {
  /** The unit of a time of the day in minutes since midnight. */
  static final String TIME_OF_DAY = "minutes of the day";

  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2})(?::(\\d{2}))?\\s*([apAP])\\.?\\s?[mM]\\.?");

  /** Reads an answer that stands alone. */
  static AnswerText of(String raw) {
    String text = cleaned(raw);
    String words = Words.normal(text);
    Matcher time = TIME.matcher(Words.unwrapped(text).replace("\\", "").trim());
    if (text.length() < 60 && time.matches()) {
      return new AnswerText(text, words, List.of(time(time)), "");
    }
    if (Words.isProse(text)) {
      return new AnswerText(text, words, List.of(prose(text)), "");
    }
    try {
      return new AnswerText(text, words, AnswerReader.readings(text), "");
    } catch (UnreadableException e) {
      return new AnswerText(text, words, List.of(), e.getMessage());
    }
  }

  private static Expression time(Matcher time) {
    int hours = Integer.parseInt(time.group(1)) % 12;
    int minutes = time.group(2) == null ? 0 : Integer.parseInt(time.group(2));
    boolean afternoon = time.group(3).equalsIgnoreCase("p");
    return new Quantity(
        Expression.number((afternoon ? 720 : 0) + hours * 60L + minutes), Unit.base(TIME_OF_DAY));
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
    if (text.contains("boxed{") || text.contains("\\fbox") || text.contains("\\boxed")) {
      List<String> run = Boxes.lastRun(text);
      text = run.isEmpty() ? text : String.join(", ", run);
    }
    text =
        text.replace("\\(", " ")
            .replace("\\)", " ")
            .replace("$$", "$")
            .replace("**", "")
            .replace('\n', ' ')
            .replace('\r', ' ')
            .trim();
    text = withoutDisplay(text);
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
