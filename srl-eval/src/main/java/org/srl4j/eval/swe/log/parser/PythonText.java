package org.srl4j.eval.swe.log.parser;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Texts cut as Python's {@code str} methods and {@code re} cut them. */
final class PythonText {
  private PythonText() {}

  /** A pattern whose {@code .} and {@code $} know line feeds alone, and {@code \s} all blanks. */
  static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS);
  }

  /** {@code text.split("\n")}. */
  static List<String> lines(String text) {
    return List.of(text.split("\n", -1));
  }

  /** {@code text.strip()}. */
  static String strip(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    int start = indent(text.substring(0, end));
    return text.substring(start, end);
  }

  /** How many blanks a text begins with. */
  static int indent(String text) {
    int start = 0;
    while (start < text.length() && isSpace(text.charAt(start))) {
      start++;
    }
    return start;
  }

  /** {@code text.split()}. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean blank = i == text.length() || isSpace(text.charAt(i));
      if (blank && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      } else if (!blank && start < 0) {
        start = i;
      }
    }
    return words;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}
