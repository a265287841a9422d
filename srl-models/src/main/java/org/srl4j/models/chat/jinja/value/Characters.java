package org.srl4j.models.chat.jinja.value;

import java.util.ArrayList;
import java.util.List;

/** What Python takes characters for. */
public final class Characters {
  /** Ends of lines for {@code str.splitlines}. */
  private static final String LINE_ENDS = "\n\r\u000B\f\u001C\u001D\u001E\u0085\u2028\u2029";

  private Characters() {}

  /** {@code str.isspace} of one character. */
  public static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  /** Whether {@code repr} shows it as it is. */
  static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /** Whether there are small and capital letters of it. */
  public static boolean isCased(int c) {
    return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
  }

  /** Without Python's white space, or these characters, at the ends. */
  public static String strip(String text, String characters, boolean start, boolean end) {
    int from = 0;
    int to = text.length();
    while (start && from < to && goes(text.codePointAt(from), characters)) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (end && from < to && goes(text.codePointBefore(to), characters)) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  private static boolean goes(int c, String characters) {
    return characters == null ? isSpace(c) : characters.indexOf(c) >= 0;
  }

  /** {@code str.splitlines()}. */
  public static List<String> lines(String text, boolean withEnds) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (LINE_ENDS.indexOf(text.charAt(i)) < 0) {
        continue;
      }
      int next = text.startsWith("\r\n", i) ? i + 2 : i + 1;
      lines.add(text.substring(from, withEnds ? next : i));
      from = next;
      i = next - 1;
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return lines;
  }

  /** Compares as Python does, by code points. */
  public static int compare(String left, String right) {
    int most = Math.min(left.length(), right.length());
    for (int i = 0; i < most; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean paired = Character.isSurrogate(a) != Character.isSurrogate(b);
        return paired ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return left.length() - right.length();
  }
}
