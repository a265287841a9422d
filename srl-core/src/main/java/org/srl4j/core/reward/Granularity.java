package org.srl4j.core.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srl4j.core.reward.block.ElementPair;

/** What a similarity counts as one element of a text. */
public enum Granularity {
  /**
   * Unicode code points, as in a Python {@code str}; not UTF-16 units. A surrogate without its
   * partner is an element of its own.
   */
  CHARACTERS {
    @Override
    ElementPair encode(CharSequence prediction, CharSequence expert) {
      return ElementPair.ofCodePoints(codePoints(prediction), codePoints(expert));
    }
  },

  /** Words between whitespace, as Python's {@code str.split()} cuts them. */
  TOKENS {
    @Override
    ElementPair encode(CharSequence prediction, CharSequence expert) {
      return ElementPair.ofWords(words(prediction), words(expert));
    }
  };

  /** Both texts as numbers that are equal exactly where their elements are. */
  abstract ElementPair encode(CharSequence prediction, CharSequence expert);

  private static int[] codePoints(CharSequence text) {
    String units = text.toString();
    int[] points = new int[units.length()];
    int count = 0;
    for (int i = 0; i < points.length; count++) {
      points[count] = units.codePointAt(i);
      i += Character.charCount(points[count]);
    }
    return count == points.length ? points : Arrays.copyOf(points, count);
  }

  private static List<String> words(CharSequence text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean space = i == text.length() || isSpace(text.charAt(i));
      if (space && start >= 0) {
        words.add(text.subSequence(start, i).toString());
        start = -1;
      } else if (!space && start < 0) {
        start = i;
      }
    }
    return words;
  }

  /** Python's whitespace: Java's, the no-break spaces and the next-line control. All are BMP. */
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }
}
