package org.srl4j.eval.grade.algebra.reader;

import java.util.Optional;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Constant;
import org.srl4j.eval.grade.algebra.Expression.Number;
import org.srl4j.eval.grade.algebra.Expression.Quantity;
import org.srl4j.eval.grade.algebra.Expression.Quotient;
import org.srl4j.eval.grade.algebra.Expression.Symbol;
import org.srl4j.eval.grade.algebra.Unit;
import org.srl4j.eval.grade.algebra.Units;
import org.srl4j.eval.grade.algebra.UnreadableException;
import org.srl4j.eval.grade.algebra.reader.Token.Kind;

/**
 * Reads a unit behind a value, or what is counted: 5 cm^2, 10 weeks, 3 \text{ m/s}, 12 students.
 */
final class UnitParser {
  private final Cursor cursor;
  private final boolean letters;

  UnitParser(Cursor cursor, boolean letters) {
    this.cursor = cursor;
    this.letters = letters;
  }

  /** The value with the unit at the cursor; empty, and the cursor unmoved, if there is none. */
  Optional<Expression> behind(Expression value) throws UnreadableException {
    Token token = cursor.peek();
    if (!canStart(token, value)) {
      return Optional.empty();
    }
    Cursor.Mark start = cursor.mark();
    Unit unit = unit();
    if (unit == null || !atItemEnd()) {
      cursor.back(start);
      return Optional.empty();
    }
    if (unit.isNone()) {
      return Optional.of(value);
    }
    return Optional.of(
        value instanceof Quantity quantity
            ? new Quantity(quantity.value(), quantity.unit().times(unit, 1))
            : new Quantity(value, unit));
  }

  private boolean canStart(Token token, Expression value) {
    if (token.isCommand("AA") || (token.isCommand("mu") && cursor.peek(1).upright())) {
      return true;
    }
    if (token.isMark('/') || token.isMark('(')) {
      return false;
    }
    if (token.kind() != Kind.WORD || isSeparatorWord(token)) {
      return false;
    }
    boolean numeric =
        !value.contains(part -> part instanceof Symbol || part == Constant.I)
            && !(value == Constant.E);
    if (token.upright()) {
      return token.text().length() > 1
          ? Notation.function(token.text()) == null || Units.named(token.text()) != null
          : numeric && Units.isLetter(token.text());
    }
    if (token.text().length() == 1) {
      return letters
          && token.spaced()
          && Units.isLetter(token.text())
          && (value instanceof Number || value instanceof Quotient && numeric);
    }
    return numeric
        && Notation.function(token.text()) == null
        && Notation.constant(token.text()) == null
        && !Notation.isGreek(token.text())
        && (Units.named(token.text()) != null || token.text().length() > 3);
  }

  private static boolean isSeparatorWord(Token token) {
    return token.isWord("and") || token.isWord("or") || token.isWord("union");
  }

  /** Words with powers, slashes and "per"; null if a token in between fits nowhere. */
  private Unit unit() throws UnreadableException {
    Unit unit = Unit.NONE;
    int direction = 1;
    int pending = 1;
    while (true) {
      Token token = cursor.peek();
      if (token.isMark('/') || token.isWord("per")) {
        direction = -1;
        cursor.next();
      } else if (token.isMark('-') || token.isMark('*') || token.isCommand("cdot")) {
        cursor.next();
      } else if (token.isWord("square") || token.isWord("sq")) {
        pending = 2;
        cursor.next();
      } else if (token.isWord("cubic") || token.isWord("cu")) {
        pending = 3;
        cursor.next();
      } else if (token.isCommand("mu")) {
        cursor.next();
        unit = unit.times(micro(), direction);
      } else if (token.isCommand("AA")) {
        cursor.next();
        unit = unit.times(Units.named("angstrom"), direction);
      } else if (token.kind() == Kind.WORD && !isSeparatorWord(token)) {
        cursor.next();
        unit = unit.times(named(token, cursor.peek()), direction * pending * exponent());
        pending = 1;
      } else if (token.isMark('.') && !cursor.peek(1).kind().equals(Kind.END)) {
        cursor.next(); // sq. ft.
      } else {
        return unit;
      }
    }
  }

  private Unit micro() throws UnreadableException {
    Token token = cursor.next();
    Unit base = token.kind() == Kind.WORD ? Units.named(token.text()) : null;
    if (base == null) {
      throw cursor.unexpected("a unit behind micro");
    }
    Unit scaled = new Unit(base.powers(), base.factor().divide(1_000_000));
    return scaled;
  }

  /** A word that is no unit says what is counted, and counts as no unit. */
  private static Unit named(Token token, Token next) {
    boolean inch = token.isWord("in") && next.kind() != Kind.WORD;
    if (Units.isFiller(token.text()) && !inch) {
      return Unit.NONE;
    }
    Unit unit = Units.named(token.text());
    return unit == null ? Unit.NONE : unit;
  }

  private int exponent() throws UnreadableException {
    Cursor.Mark start = cursor.mark();
    if (cursor.acceptMark('^')) {
      boolean braced = cursor.acceptMark('{');
      boolean negative = cursor.acceptMark('-');
      Token digits = cursor.peek();
      if (digits.isWholeNumber() && digits.text().length() == 1) {
        cursor.next();
        if (!braced || cursor.acceptMark('}')) {
          int exponent = Integer.parseInt(digits.text());
          return negative ? -exponent : exponent;
        }
      }
    }
    cursor.back(start);
    return 1;
  }

  private boolean atItemEnd() {
    Token token = cursor.peek();
    return token.kind() == Kind.END
        || token.kind() == Kind.NUMBER
        || token.isMark(',')
        || token.isMark(';')
        || token.isMark('.')
        || token.isMark(')')
        || token.isMark(']')
        || token.isMark('}')
        || token.isCommand("}")
        || isSeparatorWord(token)
        || token.isCommand("cup")
        || token.isMark('+')
        || (token.kind() == Kind.COMMAND && Notation.sign(token.text()) != null)
        || (token.kind() == Kind.MARK && Notation.sign(token.text()) != null);
  }
}
