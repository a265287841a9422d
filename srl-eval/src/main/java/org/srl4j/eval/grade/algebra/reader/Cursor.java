package org.srl4j.eval.grade.algebra.reader;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.srl4j.eval.grade.algebra.UnreadableException;
import org.srl4j.eval.grade.algebra.reader.Token.Kind;

/** Where the parser stands in the tokens; counts depth and work. */
final class Cursor {
  private static final int MAX_DEPTH = 160;
  private static final int MAX_LINKS = 100;
  private static final int MAX_WORK = 60_000;

  private final List<Token> tokens;
  private final Deque<Token> taken = new ArrayDeque<>();
  private final Deque<Integer> takenAt = new ArrayDeque<>();
  private int at;
  private int depth;
  private int work;
  private int links;

  /** Whether a bar opens an absolute value where a factor could start. */
  boolean barOpens = true;

  /** Whether a colon makes a ratio. */
  boolean colonIsRatio = true;

  /**
   * A place to come back to.
   *
   * @param at index of the token
   * @param taken how many tokens had been taken apart
   */
  record Mark(int at, int taken) {}

  Cursor(List<Token> tokens) {
    this.tokens = new ArrayList<>(tokens);
  }

  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    return tokens.get(Math.max(0, Math.min(at + ahead, tokens.size() - 1)));
  }

  Token next() throws UnreadableException {
    if (++work > MAX_WORK) {
      throw new UnreadableException("more than " + MAX_WORK + " reading steps");
    }
    Token token = peek();
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  Mark mark() {
    return new Mark(at, taken.size());
  }

  /** Undoes everything since the mark. */
  void back(Mark mark) {
    at = mark.at();
    while (taken.size() > mark.taken()) {
      tokens.set(takenAt.pop(), taken.pop());
    }
  }

  boolean acceptMark(char character) throws UnreadableException {
    if (peek().isMark(character)) {
      next();
      return true;
    }
    return false;
  }

  boolean acceptCommand(String name) throws UnreadableException {
    if (peek().isCommand(name)) {
      next();
      return true;
    }
    return false;
  }

  void expectMark(char character) throws UnreadableException {
    if (!acceptMark(character)) {
      throw unexpected("'" + character + "'");
    }
  }

  /** Takes the first characters of the current token and leaves the rest of it. */
  String take(int characters) throws UnreadableException {
    Token token = next();
    if (token.text().length() <= characters) {
      return token.text();
    }
    at--;
    taken.push(token);
    takenAt.push(at);
    tokens.set(
        at, new Token(token.kind(), token.text().substring(characters), false, token.upright()));
    return token.text().substring(0, characters);
  }

  void enter() throws UnreadableException {
    if (++depth > MAX_DEPTH) {
      throw new UnreadableException("nested deeper than " + MAX_DEPTH);
    }
  }

  /** Counts what wraps the value before it, so that chains stay as flat as brackets. */
  void link() throws UnreadableException {
    if (++links > MAX_LINKS) {
      throw new UnreadableException("a chain of more than " + MAX_LINKS);
    }
  }

  void leave() {
    depth--;
  }

  boolean atEnd() {
    return peek().kind() == Kind.END;
  }

  UnreadableException unexpected(String wanted) {
    Token token = peek();
    String got = token.kind() == Kind.END ? "the end" : "'" + token.text() + "'";
    return new UnreadableException("token " + at + ": expected " + wanted + ", got " + got);
  }

  UnreadableException unexpected() {
    return unexpected("a value");
  }
}
