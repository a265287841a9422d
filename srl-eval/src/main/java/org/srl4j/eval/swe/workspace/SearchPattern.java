package org.srl4j.eval.swe.workspace;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Patterns of grep and find as expressions of RE2, which match in time linear in the text whatever
 * the pattern is.
 */
final class SearchPattern {
  private static final String SPECIAL_IF_ESCAPED = "|(){}+?";
  private static final int LONGEST = 1000;

  private SearchPattern() {}

  /** How a pattern is written. */
  enum Syntax {
    /** grep's own: {@code \|} is a choice, {@code |} a character. */
    BASIC,
    /** {@code grep -E} and {@code -P}. */
    EXTENDED,
    /** {@code grep -F}: no pattern at all. */
    FIXED
  }

  /** A pattern of grep. */
  static Pattern of(String pattern, Syntax syntax, boolean ignoreCase, boolean words)
      throws CommandFault {
    String expression =
        switch (syntax) {
          case BASIC -> fromBasic(pattern);
          case EXTENDED -> pattern.replace("\\<", "\\b").replace("\\>", "\\b");
          case FIXED -> Pattern.quote(pattern);
        };
    return compile(words ? "\\b(?:" + expression + ")\\b" : expression, ignoreCase);
  }

  /** A pattern of {@code find -name}: {@code *}, {@code ?} and {@code [...]}; the whole text. */
  static Pattern ofGlob(String glob, boolean ignoreCase) throws CommandFault {
    StringBuilder expression = new StringBuilder("^(?s:");
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
      if (close > 0) {
        String inside = glob.substring(i + 1, close).replace("\\", "\\\\");
        expression.append('[').append(inside.replaceFirst("^!", "^")).append(']');
        i = close;
      } else {
        expression.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote("" + c));
      }
    }
    return compile(expression.append(")$").toString(), ignoreCase);
  }

  private static Pattern compile(String expression, boolean ignoreCase) throws CommandFault {
    if (expression.length() > LONGEST) {
      throw CommandFault.of("pattern: longer than " + LONGEST + " characters");
    }
    try {
      return Pattern.compile(expression, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
    } catch (PatternSyntaxException e) {
      throw CommandFault.of("pattern: " + e.getMessage());
    }
  }

  private static String fromBasic(String pattern) {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      int close = c == '[' ? pattern.indexOf(']', i + 2) : -1;
      if (close > 0) {
        expression.append(pattern, i, close + 1);
        i = close;
      } else if (c == '\\' && i + 1 < pattern.length()) {
        char next = pattern.charAt(++i);
        boolean special = SPECIAL_IF_ESCAPED.indexOf(next) >= 0;
        expression.append(next == '<' || next == '>' ? "\\b" : special ? "" + next : "\\" + next);
      } else {
        boolean literal = SPECIAL_IF_ESCAPED.indexOf(c) >= 0 || c == '*' && i == 0;
        expression.append(literal ? "\\" + c : "" + c);
      }
    }
    return expression.toString();
  }
}
