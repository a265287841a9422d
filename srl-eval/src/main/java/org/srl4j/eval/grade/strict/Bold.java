package org.srl4j.eval.grade.strict;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells Markdown's bold from Python's power. Two asterisks are a power where a value stands right
 * before and right behind them, or a blank and a value on both sides: {@code x**2}, {@code (a+b) **
 * 2}. All others are bold: {@code **5**}, {@code Answer: **x**2**}.
 */
final class Bold {
  private static final Pattern MARK = Pattern.compile("(?<!\\*)\\*\\*(?!\\*)");
  private static final Pattern WORD_BEFORE = Pattern.compile("([a-zA-Z]*)$");
  private static final Pattern WORD_BEHIND = Pattern.compile("^([a-zA-Z]*)");

  private static final Pattern EXPONENT = Pattern.compile("[-+]?(?:[\\p{L}\\d(\\[{|\\\\]|\\.\\d)");

  /** Longer ones are words, not products of letters. */
  private static final int MAX_LETTERS = 3;

  /** How far is looked, in characters. */
  private static final int REACH = 30;

  private Bold() {}

  /** The text without marks of bold; powers stay. */
  static String without(String text) {
    Matcher mark = MARK.matcher(text);
    StringBuilder out = new StringBuilder();
    while (mark.find()) {
      boolean power =
          isPower(
              around(text, mark.start() - REACH, mark.start()),
              around(text, mark.end(), mark.end() + REACH));
      mark.appendReplacement(out, power ? "**" : "");
    }
    return mark.appendTail(out).toString();
  }

  private static String around(String text, int from, int to) {
    return text.substring(Math.max(0, from), Math.min(text.length(), to));
  }

  private static boolean isPower(String before, String behind) {
    String left = before.stripTrailing();
    String right = behind.stripLeading();
    boolean symmetric = left.equals(before) == right.equals(behind);
    if (left.isEmpty() || right.isEmpty() || !symmetric) {
      return false;
    }
    char last = left.charAt(left.length() - 1);
    boolean value = Character.isLetterOrDigit(last) || ")]}!|'".indexOf(last) >= 0;
    return value
        && EXPONENT.matcher(right).lookingAt()
        && isValue(WORD_BEFORE, left)
        && isValue(WORD_BEHIND, right);
  }

  private static boolean isValue(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    String word = matcher.find() ? matcher.group(1) : "";
    return word.length() < 2 || Words.isMathematical(word) || isProduct(word);
  }

  private static boolean isProduct(String letters) {
    return letters.length() <= MAX_LETTERS && !Words.isSentence(letters);
  }
}
