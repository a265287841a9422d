package org.srl4j.eval.grade.algebra.reader;

/**
 * A piece of an answer.
 *
 * @param kind what it is
 * @param text the characters; for a command without the backslash
 * @param spaced whether white space came before it
 * @param upright whether it came out of \text, \mathrm and the like, where words are words
 */
record Token(Kind kind, String text, boolean spaced, boolean upright) {

  /** Kinds of tokens. */
  enum Kind {
    /** Digits with at most one decimal point. */
    NUMBER,
    /** A run of Latin letters. */
    WORD,
    /** A LaTeX command. */
    COMMAND,
    /** One other character. */
    MARK,
    /** Behind the last one. */
    END
  }

  boolean isMark(char character) {
    return kind == Kind.MARK && text.charAt(0) == character;
  }

  boolean isCommand(String name) {
    return kind == Kind.COMMAND && text.equals(name);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  boolean isWholeNumber() {
    return kind == Kind.NUMBER && text.indexOf('.') < 0;
  }
}
