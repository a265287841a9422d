package org.srl4j.models.chat.jinja.token;

/**
 * A piece of a template.
 *
 * @param kind what it is
 * @param text a name, an operator, a number's digits, a string's value, or text to print
 * @param line where it stands, from 1
 */
public record Token(Kind kind, String text, int line) {
  /** What a token is. */
  public enum Kind {
    /** Text outside of tags. */
    DATA,
    /** The start of a tag that prints, two opening braces. */
    PRINT_BEGIN,
    /** Its end. */
    PRINT_END,
    /** The start of a statement's tag, brace and per cent. */
    BLOCK_BEGIN,
    /** Its end. */
    BLOCK_END,
    /** A name or keyword. */
    NAME,
    /** A string, its escapes resolved. */
    STRING,
    /** Digits. */
    INTEGER,
    /** Digits with a point. */
    FLOAT,
    /** An operator or bracket. */
    OPERATOR,
    /** The end of the template. */
    END
  }

  /** Whether it is this operator, name or mark. */
  public boolean is(Kind wanted, String value) {
    return kind == wanted && text.equals(value);
  }

  /** As shown in messages. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
