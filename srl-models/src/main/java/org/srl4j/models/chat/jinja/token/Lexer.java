package org.srl4j.models.chat.jinja.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.srl4j.models.chat.jinja.token.Token.Kind;

/**
 * Cuts a template into tokens with the settings that transformers uses for chat templates: {@code
 * trim_blocks} (the newline after a statement's tag goes), {@code lstrip_blocks} (blanks before a
 * statement's tag that begins its line go), one newline at the end goes; a minus inside a tag takes
 * all white space on its side, a plus keeps it.
 */
public final class Lexer {
  /** Longest template, in chars. */
  public static final int MAX_CHARS = 1 << 20;

  private static final Set<String> WIDE = Set.of("==", "!=", "<=", ">=", "//", "**");
  private static final String NARROW = "+-*/%~<>=.,:|()[]{}";

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private boolean lineStart = true;
  private boolean eatSpace;

  private Lexer(String source) {
    this.source = source;
  }

  /**
   * The tokens of a template, the last of kind {@code END}.
   *
   * @throws TemplateException if a tag or string is not closed, or a character has no meaning
   */
  public static List<Token> tokens(String template) {
    if (template.length() > MAX_CHARS) {
      throw new TemplateException(
          "must have at most " + MAX_CHARS + " characters, got " + template.length());
    }
    String unix = template.replace("\r\n", "\n").replace('\r', '\n');
    Lexer lexer = new Lexer(unix.endsWith("\n") ? unix.substring(0, unix.length() - 1) : unix);
    while (lexer.at < lexer.source.length()) {
      lexer.data();
    }
    lexer.add(Kind.END, "");
    return lexer.tokens;
  }

  private void add(Kind kind, String text) {
    tokens.add(new Token(kind, text, line));
  }

  /** Text up to the next tag, then the tag. */
  private void data() {
    int tag = nextTag();
    String text = source.substring(at, tag);
    String shown = eatSpace ? text.stripLeading() : text;
    boolean isTag = tag < source.length();
    char sort = isTag ? source.charAt(tag + 1) : ' ';
    char sign = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
    if (isTag && sign == '-') {
      shown = shown.stripTrailing();
    } else if (isTag && sort != '{' && sign != '+') {
      shown = withoutIndent(text, shown);
    }
    if (!shown.isEmpty()) {
      add(Kind.DATA, shown);
    }
    move(tag);
    eatSpace = false;
    if (isTag) {
      move(at + (sign == '-' || sign == '+' ? 3 : 2));
      tag(sort);
    }
  }

  private int nextTag() {
    for (int i = source.indexOf('{', at); i >= 0; i = source.indexOf('{', i + 1)) {
      if (i + 1 < source.length() && "{%#".indexOf(source.charAt(i + 1)) >= 0) {
        return i;
      }
    }
    return source.length();
  }

  /** Without the blanks of the last line, if it has nothing else and starts in this text. */
  private String withoutIndent(String text, String shown) {
    int start = text.lastIndexOf('\n') + 1;
    boolean alone = (start > 0 || lineStart) && text.substring(start).isBlank();
    return alone ? shown.substring(0, Math.max(0, shown.lastIndexOf('\n') + 1)) : shown;
  }

  private void move(int to) {
    for (; at < to; at++) {
      line += source.charAt(at) == '\n' ? 1 : 0;
    }
  }

  private void tag(char sort) {
    if (sort == '#') {
      int end = source.indexOf("#}", at);
      if (end < 0) {
        throw new TemplateException(line, "a comment is not closed with #}");
      }
      char sign = end > at ? source.charAt(end - 1) : ' ';
      move(end + 2);
      closed(sign, true);
      return;
    }
    boolean block = sort == '%';
    add(block ? Kind.BLOCK_BEGIN : Kind.PRINT_BEGIN, block ? "{%" : "{{");
    code(block ? "%}" : "}}", block ? Kind.BLOCK_END : Kind.PRINT_END);
  }

  /** Tokens up to the tag's end; braces of a dictionary are not that. */
  private void code(String end, Kind kind) {
    int open = 0;
    while (true) {
      while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
        move(at + 1);
      }
      if (at >= source.length()) {
        throw new TemplateException(line, "a tag is not closed with " + end);
      }
      char sign = source.charAt(at);
      boolean signed = sign == '-' || sign == '+';
      if (open == 0 && source.startsWith(end, at + (signed ? 1 : 0))) {
        add(kind, end);
        move(at + end.length() + (signed ? 1 : 0));
        closed(sign, kind == Kind.BLOCK_END);
        return;
      }
      open += "([{".indexOf(sign) >= 0 ? 1 : ")]}".indexOf(sign) >= 0 ? -1 : 0;
      code(sign);
    }
  }

  private void closed(char sign, boolean trims) {
    lineStart = false;
    eatSpace = sign == '-';
    if (trims && sign != '+' && sign != '-' && source.startsWith("\n", at)) {
      move(at + 1);
      lineStart = true;
    }
  }

  private void code(char first) {
    int end = at + 1;
    if (first == '\'' || first == '"') {
      string(first);
      return;
    }
    if (Character.isLetter(first) || first == '_') {
      while (end < source.length() && isName(source.charAt(end))) {
        end++;
      }
      add(Kind.NAME, source.substring(at, end));
    } else if (first >= '0' && first <= '9') {
      end = number();
    } else {
      boolean wide = end < source.length() && WIDE.contains(source.substring(at, end + 1));
      end += wide ? 1 : 0;
      if (!wide && NARROW.indexOf(first) < 0) {
        throw new TemplateException(line, "'" + first + "' has no meaning here");
      }
      add(Kind.OPERATOR, source.substring(at, end));
    }
    move(end);
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private int number() {
    int end = at;
    boolean point = false;
    while (end < source.length()) {
      char c = source.charAt(end);
      boolean dot = c == '.' && !point && end + 1 < source.length() && isDigit(end + 1);
      if (!isDigit(end) && !dot) {
        break;
      }
      point |= dot;
      end++;
    }
    add(point ? Kind.FLOAT : Kind.INTEGER, source.substring(at, end));
    return end;
  }

  private boolean isDigit(int index) {
    return source.charAt(index) >= '0' && source.charAt(index) <= '9';
  }

  private void string(char quote) {
    int end = at + 1;
    while (end < source.length() && source.charAt(end) != quote) {
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= source.length()) {
      throw new TemplateException(line, "a string is not closed with " + quote);
    }
    add(Kind.STRING, StringEscapes.resolve(source.substring(at + 1, end), line));
    move(end + 1);
  }
}
