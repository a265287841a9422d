package org.srl4j.core.answer;

import java.util.Arrays;

/**
 * Which braces of a text belong together; {@code \{} and {@code \}} do not count. Found in one pass
 * over the text, so that asking for every brace costs no more than asking for one. Not thread-safe.
 */
public final class Braces {
  private static final int OPEN = -1;

  private final String text;
  private int[] closing;

  /** The braces of a text; nothing is read before the first question. */
  public Braces(String text) {
    this.text = text;
  }

  /**
   * Index of the brace that closes another.
   *
   * @param open index of a brace that opens, with no backslash before it
   * @return -1 if it is never closed
   */
  public int closing(int open) {
    if (closing == null) {
      closing = matched(text);
    }
    return closing[open];
  }

  private static int[] matched(String text) {
    int[] closing = new int[text.length()];
    Arrays.fill(closing, OPEN);
    int[] open = new int[text.length()];
    int level = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        open[level++] = i;
      } else if (c == '}' && level > 0) {
        closing[open[--level]] = i;
      }
    }
    return closing;
  }
}
