package org.srl4j.models.chat.jinja.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern RAW =
      Pattern.compile("\\s*raw\\s*(?:-%\\}\\s*|%\\})", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern END_RAW =
      Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}", Pattern.UNICODE_CHARACTER_CLASS);

  private static final String DIGITS = "\\d+(?:_\\d+)*";
  private static final String EXPONENT = "[eE][+-]?" + DIGITS;
  private static final Pattern REAL =
      Pattern.compile(DIGITS + "(?:(?:\\." + DIGITS + ")?" + EXPONENT + "|\\." + DIGITS + ")");
  private static final Pattern WHOLE =
      Pattern.compile(
          "0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[1-9](?:_?\\d)*|0(?:_?0)*");

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
    String shown = text.substring(eatSpace ? leadingSpace(text) : 0);
    boolean isTag = tag < source.length();
    char sort = isTag ? source.charAt(tag + 1) : ' ';
    char sign = tag + 2 < source.length() ? source.charAt(tag + 2) : ' ';
    if (isTag && sign == '-') {
      shown = withoutTrailingSpace(shown);
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

  private static int leadingSpace(String text) {
    int from = 0;
    while (from < text.length() && isSpace(text.charAt(from))) {
      from++;
    }
    return from;
  }

  private static String withoutTrailingSpace(String text) {
    int to = text.length();
    while (to > 0 && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(0, to);
  }

  /** What Python takes for white space. */
  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
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
    boolean blank = leadingSpace(text.substring(start)) == text.length() - start;
    boolean alone = (start > 0 || lineStart) && blank;
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
    if (block && raw()) {
      return;
    }
    add(block ? Kind.BLOCK_BEGIN : Kind.PRINT_BEGIN, block ? "{%" : "{{");
    code(block ? "%}" : "}}", block ? Kind.BLOCK_END : Kind.PRINT_END);
  }

  /** Text between the tags raw and endraw as it is; whether such stands here. */
  private boolean raw() {
    Matcher begin = RAW.matcher(source).region(at, source.length());
    if (!begin.lookingAt()) {
      return false;
    }
    Matcher end = END_RAW.matcher(source);
    if (!end.find(begin.end())) {
      throw new TemplateException(line, "raw is not closed with endraw");
    }
    String text = source.substring(begin.end(), end.start());
    if (end.group(1).equals("-")) {
      text = withoutTrailingSpace(text);
    } else if (!end.group(1).equals("+")) {
      lineStart = false;
      text = withoutIndent(text, text);
    }
    add(Kind.DATA, text);
    move(end.end());
    char sign = end.group(2).isEmpty() ? ' ' : end.group(2).charAt(0);
    closed(sign, true);
    return true;
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
    boolean afterPoint = at > 0 && source.charAt(at - 1) == '.';
    Matcher real = REAL.matcher(source).region(at, source.length());
    if (!afterPoint && real.lookingAt()) {
      add(Kind.FLOAT, real.group().replace("_", ""));
      return real.end();
    }
    Matcher whole = WHOLE.matcher(source).region(at, source.length());
    if (!whole.lookingAt()) {
      throw new TemplateException(line, "malformed number");
    }
    add(Kind.INTEGER, whole.group().replace("_", ""));
    return whole.end();
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
