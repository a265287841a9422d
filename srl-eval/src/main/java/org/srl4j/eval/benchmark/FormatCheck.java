package org.srl4j.eval.benchmark;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of a task's file, looked for within a bound: an expression such as {@code
 * (.*a){20}b} tries exponentially many ways on a text that does not fit, so looking ends with an
 * error when it has read far more characters than the text has. Immutable and thread-safe.
 */
public final class FormatCheck {
  /** Characters that one search may read; a tenth of a second to some seconds. */
  static final long MOST_READ = 1L << 28;

  private final Pattern pattern;

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException if it is none
   */
  public FormatCheck(String expression) {
    try {
      this.pattern = Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "format: must be a regular expression, got " + expression + ": " + e.getDescription(), e);
    }
  }

  /**
   * Whether the expression is found in a text.
   *
   * @throws IllegalArgumentException if finding out takes too long
   */
  public boolean isIn(String text) {
    try {
      return pattern.matcher(new Counted(text, new long[] {MOST_READ})).find();
    } catch (StackOverflowError e) {
      throw refused(text, "nests too deeply");
    }
  }

  private IllegalArgumentException refused(String text, String what) {
    return new IllegalArgumentException(
        "format: the expression "
            + pattern
            + " "
            + what
            + " on a response of "
            + text.length()
            + " characters; write it without repetitions inside of repetitions");
  }

  /** A text that counts how often it is read. */
  private final class Counted implements CharSequence {
    private final String text;
    private final long[] left;

    Counted(String text, long[] left) {
      this.text = text;
      this.left = left;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (--left[0] < 0) {
        throw refused(text, "reads more than " + MOST_READ + " characters");
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.substring(start, end), left);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
