package org.srl4j.eval.grade.algebra.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.srl4j.core.answer.Braces;
import org.srl4j.eval.grade.algebra.UnreadableException;
import org.srl4j.eval.grade.algebra.reader.Token.Kind;

/** Makes tokens of an answer; drops what only moves ink about. One pass, linear in the length. */
final class Lexer {
  private static final int MAX_TOKENS = 3000;
  private static final int MAX_DEPTH = 12;

  /** Commands that say nothing. */
  private static final Set<String> SILENT =
      Set.of(
          """
          left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr middle displaystyle
          textstyle limits nolimits hfill rm bf it boldmath hline noindent normalsize large
          Large small
          """
              .trim()
              .split("\\s+"));

  /** Commands whose argument is not shown. */
  private static final Set<String> INVISIBLE =
      Set.of("phantom", "hphantom", "vphantom", "hspace", "vspace", "tag", "label", "color");

  /** Commands that are white space. */
  private static final Set<String> SPACES =
      Set.of("quad", "qquad", ",", ";", ":", "!", " ", ">", "space", "thinspace", "enspace");

  /** Commands whose argument is shown in another type face. */
  private static final Set<String> FACES =
      Set.of(
          """
          text textbf textit textrm textnormal textsf texttt mathrm mathbf mathit mathsf
          mathtt mathnormal mbox hbox emph operatorname boldsymbol bm pmb vec overrightarrow
          mathop underline boxed fbox hat textup rm mathord ensuremath unit si
          """
              .trim()
              .split("\\s+"));

  private static final Set<String> SLANTED =
      Set.of(
          """
          mathbf mathit boldsymbol bm pmb vec overrightarrow boxed fbox hat underline
          ensuremath
          """
              .trim()
              .split("\\s+"));

  private final String text;
  private final Braces braces;
  private final boolean upright;
  private final int depth;
  private final List<Token> tokens;
  private int at;
  private boolean spaced;

  private Lexer(String text, boolean upright, int depth, List<Token> tokens) {
    this.text = text;
    this.braces = new Braces(text);
    this.upright = upright;
    this.depth = depth;
    this.tokens = tokens;
  }

  /**
   * The tokens, with one of kind END behind.
   *
   * @throws UnreadableException if there are more than 3000, or faces nest deeper than 12
   */
  static List<Token> tokens(String text) throws UnreadableException {
    List<Token> tokens = new ArrayList<>();
    new Lexer(text, false, 0, tokens).run();
    tokens.add(new Token(Kind.END, "", false, false));
    return tokens;
  }

  private void run() throws UnreadableException {
    if (depth > MAX_DEPTH) {
      throw new UnreadableException("nested deeper than " + MAX_DEPTH);
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || c == '~') {
        spaced = true;
        at++;
      } else if (c == '\\') {
        command();
      } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
        number();
      } else if (isLetter(c)) {
        word();
      } else {
        add(Kind.MARK, String.valueOf(c));
        at++;
      }
    }
  }

  private void add(Kind kind, String content) throws UnreadableException {
    if (tokens.size() >= MAX_TOKENS) {
      throw new UnreadableException("more than " + MAX_TOKENS + " tokens");
    }
    tokens.add(new Token(kind, content, spaced, upright));
    spaced = false;
  }

  private void number() throws UnreadableException {
    int start = at;
    while (isDigit(peek(0))) {
      at++;
    }
    if (peek(0) == '.' && !(peek(1) == '.')) {
      at++;
      while (isDigit(peek(0))) {
        at++;
      }
    }
    add(Kind.NUMBER, text.substring(start, at));
  }

  private void word() throws UnreadableException {
    int start = at;
    while (isLetter(peek(0))) {
      at++;
    }
    String letters = text.substring(start, at);
    // p.m. and a.m. are words with points in them.
    if ((letters.equals("p") || letters.equals("a")) && text.startsWith(".m", at)) {
      letters += "m";
      at += 2;
      if (peek(0) == '.') {
        at++;
      }
    }
    add(Kind.WORD, letters);
  }

  private void command() throws UnreadableException {
    int start = at + 1;
    at = start;
    while (isLetter(peek(0))) {
      at++;
    }
    if (at == start) {
      at = Math.min(start + 1, text.length());
    }
    String name = text.substring(start, at);
    if (INVISIBLE.contains(name)) {
      skipGroup();
    } else if (SPACES.contains(name)) {
      spaced |= !name.equals("!");
    } else if (FACES.contains(name) && face(name)) {
      spaced = false;
    } else if (!SILENT.contains(name)) {
      unknownOrKnown(name);
    } else if ((name.equals("left") || name.equals("right")) && peek(0) == '.') {
      at++;
    }
  }

  /** A forgotten space makes \quadx of \quad x: gives back what is behind a known command. */
  private void unknownOrKnown(String name) throws UnreadableException {
    if (!name.isEmpty() && !Notation.isCommand(name)) {
      for (int cut = name.length() - 1; cut > 1; cut--) {
        String head = name.substring(0, cut);
        if (SPACES.contains(head) || SILENT.contains(head) || Notation.isCommand(head)) {
          at -= name.length() - cut;
          if (SPACES.contains(head)) {
            spaced = true;
          } else if (!SILENT.contains(head)) {
            add(Kind.COMMAND, head);
          }
          return;
        }
      }
    }
    add(Kind.COMMAND, name);
  }

  /** Reads the argument of a type face in place; false if there is none in braces. */
  private boolean face(String name) throws UnreadableException {
    int open = at;
    while (open < text.length() && Character.isWhitespace(text.charAt(open))) {
      open++;
    }
    if (open >= text.length() || text.charAt(open) != '{') {
      return true;
    }
    int close = closing(open);
    Lexer inner =
        new Lexer(
            text.substring(open + 1, close), upright || !SLANTED.contains(name), depth + 1, tokens);
    inner.spaced = spaced;
    boolean group = !inner.text.isBlank() && !upright && SLANTED.contains(name);
    if (group) {
      add(Kind.MARK, "{");
    }
    inner.run();
    if (group) {
      add(Kind.MARK, "}");
    }
    at = Math.min(close + 1, text.length());
    return true;
  }

  private void skipGroup() {
    while (Character.isWhitespace(peek(0))) {
      at++;
    }
    at = peek(0) == '{' ? Math.min(closing(at) + 1, text.length()) : at;
  }

  /** The text's end where a brace is missing. */
  private int closing(int open) {
    int close = braces.closing(open);
    return close < 0 ? text.length() : close;
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
