package org.srl4j.models.chat.jinja.token;

import java.util.List;
import org.srl4j.models.chat.jinja.token.Token.Kind;

/** The tokens of a template, read from first to last. */
public final class TokenStream {
  /** Deepest nesting, and most operators of one expression; bounds the stack when rendering. */
  private static final int MAX_DEPTH = 100;

  private final List<Token> tokens;
  private int at;
  private int depth;

  /** A stream over a template's tokens. */
  public TokenStream(String template) {
    this.tokens = Lexer.tokens(template);
  }

  /** The next token, which stays. */
  public Token peek() {
    return tokens.get(at);
  }

  /** The token after the next. */
  public Token second() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /** Takes the next token. */
  public Token next() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  /** Takes the next token if it is this operator. */
  public boolean skipOperator(String text) {
    return skip(Kind.OPERATOR, text);
  }

  /** Takes the next token if it is this name. */
  public boolean skipName(String text) {
    return skip(Kind.NAME, text);
  }

  private boolean skip(Kind kind, String text) {
    boolean found = peek().is(kind, text);
    if (found) {
      next();
    }
    return found;
  }

  /** Whether the next token is this operator. */
  public boolean isOperator(String text) {
    return peek().is(Kind.OPERATOR, text);
  }

  /** Whether the next token is this name. */
  public boolean isName(String text) {
    return peek().is(Kind.NAME, text);
  }

  /** Takes a token that must be of this kind. */
  public Token expect(Kind kind) {
    if (peek().kind() != kind) {
      throw fault("expected " + kind + ", got " + peek().shown());
    }
    return next();
  }

  /** Takes an operator that must be this. */
  public void expectOperator(String text) {
    if (!skipOperator(text)) {
      throw fault("expected '" + text + "', got " + peek().shown());
    }
  }

  /** A fault at the next token. */
  public TemplateException fault(String what) {
    return new TemplateException(peek().line(), what);
  }

  /** How many tokens have been taken. */
  public int place() {
    return at;
  }

  /** Whether a name is among the tokens taken since a place. */
  public boolean hasName(String name, int from) {
    return tokens.subList(from, at).stream().anyMatch(token -> token.is(Kind.NAME, name));
  }

  /** How deep the reader is. */
  public int depth() {
    return depth;
  }

  /**
   * Goes deeper by one.
   *
   * @throws TemplateException if that is too deep
   */
  public void deeper() {
    if (++depth > MAX_DEPTH) {
      throw fault("more than " + MAX_DEPTH + " operators or blocks inside each other");
    }
  }

  /** Comes back to an earlier depth. */
  public void backTo(int earlier) {
    depth = earlier;
  }
}
