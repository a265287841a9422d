package org.srl4j.eval.grade.sympy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The words of sympy's LaTeX grammar, read only as far as the parser looks: a character that is no
 * word there fails the text only once it is reached.
 */
final class LatexTokens {
  /** After the last word. */
  static final String END = "";

  /** More than the original reads in the three seconds that the harness gives a pair. */
  private static final int MOST_TOKENS = 3000;

  private static final String MARKS = "+-*/(){}[]|_^:<>!,.";
  private static final Set<String> SKIPPED_COMMANDS =
      Set.of(
          "thinspace",
          "medspace",
          "thickspace",
          "quad",
          "qquad",
          "negthinspace",
          "negmedspace",
          "negthickspace",
          "left",
          "right",
          "vrule",
          "vcenter",
          "vbox",
          "vskip",
          "vspace",
          "hfil");
  private static final String SKIPPED_MARKS = ",:;!*-./\"(=";

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int end;
  private int position;

  LatexTokens(String text) {
    this.text = text;
  }

  /** The word to be read next, {@link #END} after the last. */
  String peek() {
    return ahead(0);
  }

  /** The word so many places after the next. */
  String ahead(int places) {
    while (tokens.size() <= position + places) {
      if (tokens.size() >= MOST_TOKENS) {
        throw new UnreadableException("more than " + MOST_TOKENS + " words");
      }
      tokens.add(scan());
    }
    return tokens.get(position + places);
  }

  /** Reads a word. */
  String next() {
    String token = peek();
    position++;
    return token;
  }

  /** Reads a word if it is this one. */
  boolean take(String token) {
    boolean there = peek().equals(token);
    position += there ? 1 : 0;
    return there;
  }

  /** Where the next word stands, to come back to. */
  int position() {
    return position;
  }

  /** Goes back to a place that was read before. */
  void moveTo(int place) {
    position = place;
  }

  private String scan() {
    while (end < text.length()) {
      int start = end;
      char c = text.charAt(end);
      if (" \t\r\n".indexOf(c) >= 0) {
        end++;
      } else if (c == '\\') {
        String command = command();
        if (!command.isEmpty()) {
          return command;
        }
      } else {
        end = mark(c);
        return text.substring(start, end).replaceAll("[ \t\r\n&]", "");
      }
    }
    return END;
  }

  /** Empty for a command that the grammar skips. */
  private String command() {
    int start = end++;
    while (end < text.length() && isLetter(text.charAt(end))) {
      end++;
    }
    if (end > start + 1) {
      String name = text.substring(start + 1, end);
      return SKIPPED_COMMANDS.contains(name) ? "" : "\\" + name;
    }
    char mark = end < text.length() ? text.charAt(end++) : ' ';
    if (mark == '{' || mark == '}') {
      return "\\" + mark;
    }
    if (SKIPPED_MARKS.indexOf(mark) < 0) {
      throw unknown(start);
    }
    return "";
  }

  /** Where the word ends that starts with {@code c}, which is no backslash. */
  private int mark(char c) {
    if (c == 'd') {
      int letter = skipBlanks(end + 1);
      if (letter < text.length() && isLetter(text.charAt(letter))) {
        return letter + 1;
      }
      return letter + 1 < text.length() && text.charAt(letter) == '\\' ? name(letter + 1) : end + 1;
    }
    if (isLetter(c) || isDigit(c) || MARKS.indexOf(c) >= 0) {
      return end + 1;
    }
    if (c == '=') {
      int ampersand = skipBlanks(end + 1);
      return ampersand < text.length() && text.charAt(ampersand) == '&' ? ampersand + 1 : end + 1;
    }
    if (c == '&') {
      int equals = skipBlanks(end + 1);
      if (equals < text.length() && text.charAt(equals) == '=') {
        return equals + 1;
      }
    }
    if (c == '\'') {
      int quote = end;
      while (quote < text.length() && text.charAt(quote) == '\'') {
        quote++;
      }
      return quote;
    }
    throw unknown(end);
  }

  /** The end of a command's name that starts here; a lone {@code d} where there is none. */
  private int name(int start) {
    int stop = start;
    while (stop < text.length() && isLetter(text.charAt(stop))) {
      stop++;
    }
    return stop == start ? end + 1 : stop;
  }

  private int skipBlanks(int start) {
    int at = start;
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private UnreadableException unknown(int at) {
    return new UnreadableException("no word of the grammar at character " + at);
  }

  static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
