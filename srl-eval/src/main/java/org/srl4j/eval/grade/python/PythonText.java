package org.srl4j.eval.grade.python;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Operations of Python's {@code str}; text is read by code points, as there. */
public final class PythonText {
  /** Python's {@code \w}, as a character class: letters and numbers of any kind, underscore. */
  public static final String WORD = "[\\p{L}\\p{N}_]";

  /** Python's {@code \W}. */
  public static final String NOT_WORD = "[^\\p{L}\\p{N}_]";

  /** Python's {@code \s}. */
  public static final String BLANK = "[\\s\\p{Z}\\x{85}\\x{1c}-\\x{1f}]";

  private PythonText() {}

  /**
   * A pattern whose {@code .} and {@code $} know one line end only, as in Python.
   *
   * @param regex a regular expression without flags of its own
   */
  public static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.UNIX_LINES);
  }

  /** {@code text.isspace()} of one character. */
  public static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  /** {@code text.strip()}. */
  public static String strip(String text) {
    return trim(text, PythonText::isSpace, PythonText::isSpace);
  }

  /** {@code text.strip(chars)}. */
  public static String strip(String text, String chars) {
    return trim(text, c -> chars.indexOf(c) >= 0, c -> chars.indexOf(c) >= 0);
  }

  /** {@code text.lstrip(chars)}. */
  public static String stripLeft(String text, String chars) {
    return trim(text, c -> chars.indexOf(c) >= 0, c -> false);
  }

  /** {@code text.rstrip(chars)}. */
  public static String stripRight(String text, String chars) {
    return trim(text, c -> false, c -> chars.indexOf(c) >= 0);
  }

  private static String trim(String text, IntPredicate left, IntPredicate right) {
    int start = 0;
    int end = text.length();
    while (start < end && left.test(text.codePointAt(start))) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (start < end && right.test(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(start, end);
  }

  /** {@code text.split(separator)}: empty pieces stay, so there is always one piece at least. */
  public static List<String> split(String text, String separator) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      pieces.add(text.substring(from, at));
      from = at + separator.length();
    }
    pieces.add(text.substring(from));
    return pieces;
  }

  /** {@code text.split(separator)[-1]}: what stands after the last separator. */
  public static String afterLast(String text, String separator) {
    int at = text.lastIndexOf(separator);
    return at < 0 ? text : text.substring(at + separator.length());
  }

  /** {@code text.count(part)}: without overlaps. */
  public static int count(String text, String part) {
    return split(text, part).size() - 1;
  }

  /** {@code text.isdigit()}; decimal digits only, which is what answers contain. */
  public static boolean isDigit(String text) {
    return !text.isEmpty() && text.codePoints().allMatch(Character::isDigit);
  }

  /**
   * Python's lazy replacement of {@code open}, anything and a closing brace, in linear time:
   * replaces each {@code open} with what stands on the same line up to the next closing brace.
   *
   * @param open ends with an opening brace
   * @param replacement of what stood between, in place of the whole
   */
  public static String replaceBraced(String text, String open, UnaryOperator<String> replacement) {
    StringBuilder out = new StringBuilder();
    int copied = 0;
    int start = text.indexOf(open);
    while (start >= 0) {
      int inside = start + open.length();
      int close = text.indexOf('}', inside);
      if (close < 0) {
        break;
      }
      int newline = text.indexOf('\n', inside);
      boolean oneLine = newline < 0 || newline > close;
      out.append(text, copied, oneLine ? start : inside);
      if (oneLine) {
        out.append(replacement.apply(text.substring(inside, close)));
      }
      copied = oneLine ? close + 1 : inside;
      start = text.indexOf(open, copied);
    }
    return out.append(text, copied, text.length()).toString();
  }

  /** The text with the digits of all scripts as 0 to 9, as Python's number types read them. */
  public static String asciiDigits(String text) {
    StringBuilder ascii = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
        .forEach(ascii::appendCodePoint);
    return ascii.toString();
  }

  /** {@code text[1:-1]}. */
  public static String inner(String text) {
    int length = text.codePointCount(0, text.length());
    return length < 2
        ? ""
        : text.substring(text.offsetByCodePoints(0, 1), text.offsetByCodePoints(text.length(), -1));
  }

  /** {@code text[-size:]}: the last {@code size} code points. */
  public static String tail(String text, int size) {
    int length = text.codePointCount(0, text.length());
    return length <= size ? text : text.substring(text.offsetByCodePoints(text.length(), -size));
  }
}
