package org.srl4j.core.data;

/**
 * Text of a policy or a data file with its control characters made visible, so that it can move no
 * terminal's cursor, change no title and hide no other text.
 */
public final class VisibleText {
  private static final int PICTURES = 0x2400;
  private static final int DELETE = 0x7f;
  private static final char LINE_END = '\u21b5';

  private VisibleText() {}

  /**
   * The text as a terminal may show it: line ends and tabs pass; ESC becomes {@code ␛}, a character
   * that turns the direction of writing {@code <U+202E>}.
   */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lineEnd = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || c == '\t' || lineEnd || !isControl(c)) {
        shown.append(c);
      } else if (c < ' ') {
        shown.append((char) (PICTURES + c));
      } else if (c == DELETE) {
        shown.append('\u2421');
      } else {
        shown.append(String.format("<U+%04X>", (int) c));
      }
    }
    return shown.toString();
  }

  /**
   * The beginning of a text in one line, with {@code ↵} for each line end.
   *
   * @param text any text
   * @param most code points shown at most, at least 1; a longer text ends with … and its length
   */
  public static String line(String text, int most) {
    int length = text.codePointCount(0, text.length());
    String start = length <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
    String line = of(start).replace("\r\n", "\n").replace('\n', LINE_END);
    return length <= most ? line : line + "… (" + length + " characters)";
  }

  /** C0, DEL, C1, and the marks that turn or isolate the direction of writing. */
  private static boolean isControl(char c) {
    return Character.isISOControl(c)
        || c >= '\u202a' && c <= '\u202e'
        || c >= '\u2066' && c <= '\u2069';
  }
}
