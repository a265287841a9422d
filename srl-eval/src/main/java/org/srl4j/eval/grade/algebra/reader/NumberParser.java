package org.srl4j.eval.grade.algebra.reader;

import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Number;
import org.srl4j.eval.grade.algebra.UnreadableException;
import org.srl4j.eval.grade.algebra.reader.ReadingOptions.Comma;
import org.srl4j.eval.grade.algebra.reader.Token.Kind;

/** Reads a number: commas and spaces between thousands, powers of ten with e, repeating digits. */
final class NumberParser {
  private final Cursor cursor;
  private final ReadingOptions options;
  private String lastDigits = "";

  NumberParser(Cursor cursor, ReadingOptions options) {
    this.cursor = cursor;
    this.options = options;
  }

  /** The digits of the number read last, as written but for separators. */
  String lastDigits() {
    return lastDigits;
  }

  /** Whether the number read last has no point. */
  boolean isLastWhole() {
    return lastDigits.indexOf('.') < 0;
  }

  /** One digit, the rest of the number stays: \frac12. */
  Expression digit() throws UnreadableException {
    return NumberReader.decimal(cursor.take(1), "0", false);
  }

  Expression number() throws UnreadableException {
    StringBuilder digits = new StringBuilder(cursor.next().text());
    if (digits.indexOf(".") < 0) {
      grouped(digits);
    }
    if (options.comma() == Comma.DECIMAL
        && cursor.peek().isMark(',')
        && cursor.peek(1).isWholeNumber()
        && !cursor.peek(1).spaced()
        && digits.indexOf(".") < 0) {
      cursor.next();
      digits.append('.').append(cursor.next().text());
    }
    lastDigits = digits.toString();
    if (cursor.peek().isCommand("overline")
        || cursor.peek().isCommand("bar")
        || cursor.peek().isCommand("dot")) {
      Number repeating = repeating(lastDigits);
      if (repeating != null) {
        return repeating;
      }
    }
    if (isDots(cursor.peek()) && endsInRepeatedDigit(lastDigits)) {
      while (isDots(cursor.peek())) {
        cursor.next();
      }
      return NumberReader.repeating(lastDigits, lastDigits.substring(lastDigits.length() - 1));
    }
    String exponent = options.powerOfTen() ? exponent() : null;
    return NumberReader.decimal(lastDigits, exponent == null ? "0" : exponent, exponent != null);
  }

  private boolean isDots(Token token) {
    return token.isCommand("dots")
        || token.isCommand("ldots")
        || token.isCommand("cdots")
        || (token.isMark('.') && cursor.peek(1).isMark('.'))
        || (token.isMark('.') && cursor.peek(-1).isMark('.'));
  }

  private static boolean endsInRepeatedDigit(String digits) {
    int length = digits.length();
    int point = digits.indexOf('.');
    return point >= 0
        && length - point > 3
        && digits.charAt(length - 1) == digits.charAt(length - 2)
        && digits.charAt(length - 2) == digits.charAt(length - 3);
  }

  /** Adds further groups of three digits behind a comma or, in thousands, a space. */
  private void grouped(StringBuilder digits) throws UnreadableException {
    if (digits.length() > 3 || digits.charAt(0) == '0' || options.comma() == Comma.DECIMAL) {
      return;
    }
    boolean commas = options.comma() == Comma.THOUSANDS;
    while (true) {
      boolean comma = commas && cursor.peek().isMark(',') && isThree(cursor.peek(1), false);
      boolean space = !comma && isThree(cursor.peek(), true);
      if (!comma && !space) {
        return;
      }
      if (comma) {
        cursor.next();
      }
      digits.append(cursor.next().text());
      if (digits.indexOf(".") >= 0) {
        return;
      }
    }
  }

  /** Exactly three digits, perhaps with decimals behind. */
  private static boolean isThree(Token token, boolean spaced) {
    if (token.kind() != Kind.NUMBER || token.spaced() != spaced) {
      return false;
    }
    int point = token.text().indexOf('.');
    return (point < 0 ? token.text().length() : point) == 3;
  }

  private Number repeating(String digits) throws UnreadableException {
    if (digits.indexOf('.') < 0) {
      return null;
    }
    Cursor.Mark start = cursor.mark();
    cursor.next();
    boolean braced = cursor.acceptMark('{');
    Token period = cursor.peek();
    if (period.isWholeNumber()) {
      cursor.next();
      if (!braced || cursor.acceptMark('}')) {
        return NumberReader.repeating(digits, period.text());
      }
    }
    cursor.back(start);
    return null;
  }

  /** The exponent behind an e without any space; null, and the cursor unmoved, if there is none. */
  private String exponent() throws UnreadableException {
    Token e = cursor.peek();
    if (e.spaced() || !(e.isWord("e") || e.isWord("E"))) {
      return null;
    }
    Cursor.Mark start = cursor.mark();
    cursor.next();
    String sign = "";
    if (!cursor.peek().spaced() && (cursor.peek().isMark('-') || cursor.peek().isMark('+'))) {
      sign = cursor.next().isMark('-') ? "-" : "";
    }
    Token digits = cursor.peek();
    if (digits.isWholeNumber() && !digits.spaced() && digits.text().length() < 6) {
      cursor.next();
      return sign + digits.text();
    }
    cursor.back(start);
    return null;
  }
}
