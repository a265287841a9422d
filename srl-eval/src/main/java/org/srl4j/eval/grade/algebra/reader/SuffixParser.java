package org.srl4j.eval.grade.algebra.reader;

import java.util.List;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.BasedNumeral;
import org.srl4j.eval.grade.algebra.Expression.Call;
import org.srl4j.eval.grade.algebra.Expression.Number;
import org.srl4j.eval.grade.algebra.Expression.Power;
import org.srl4j.eval.grade.algebra.Expression.Quantity;
import org.srl4j.eval.grade.algebra.Expression.Symbol;
import org.srl4j.eval.grade.algebra.Unit;
import org.srl4j.eval.grade.algebra.UnreadableException;
import org.srl4j.eval.grade.algebra.reader.Token.Kind;

/** Reads what hangs on an atom: exponents, factorials, primes, degrees, percents, bases. */
final class SuffixParser {
  private final Cursor cursor;
  private final AtomParser atoms;
  private final NumberParser numbers;

  SuffixParser(Cursor cursor, AtomParser atoms, NumberParser numbers) {
    this.cursor = cursor;
    this.atoms = atoms;
    this.numbers = numbers;
  }

  /** An atom with its exponents, factorials, degrees and percents. */
  Expression power() throws UnreadableException {
    cursor.enter();
    Expression value = atoms.atom();
    for (int wraps = 0; ; wraps++) {
      Token token = cursor.peek();
      if (wraps > 0) {
        cursor.link();
      }
      if (token.isMark('!')) {
        cursor.next();
        value = new Call("factorial", List.of(value));
      } else if (token.isMark('^')) {
        cursor.next();
        value = raised(value);
      } else if (token.isMark('\'')) {
        cursor.next();
        value = primed(value);
      } else if (token.isMark('%') || token.isCommand("%")) {
        cursor.next();
        value = new Quantity(value, Unit.base(Unit.PERCENT));
      } else if (token.isCommand("degree")
          || token.isCommand("textdegree")
          || token.isCommand("circ")) {
        cursor.next();
        value = degrees(value);
      } else if (token.isMark('_') && value instanceof Number && numbers.isLastWhole()) {
        cursor.next();
        value = based();
      } else {
        cursor.leave();
        return value;
      }
    }
  }

  private Expression raised(Expression value) throws UnreadableException {
    cursor.link();
    Cursor.Mark start = cursor.mark();
    boolean braced = cursor.acceptMark('{');
    int primes = 0;
    while (cursor.peek().isCommand("prime") || cursor.peek().isMark('\'')) {
      cursor.next();
      primes++;
    }
    boolean circle =
        primes == 0 && (cursor.acceptCommand("circ") || cursor.acceptCommand("degree"));
    if ((circle || primes > 0) && (!braced || cursor.acceptMark('}'))) {
      Expression marked = value;
      for (int i = 0; i < primes; i++) {
        marked = primed(marked);
      }
      return circle ? degrees(marked) : marked;
    }
    cursor.back(start);
    boolean negative = false;
    while (cursor.peek().isMark('-') || cursor.peek().isMark('+')) {
      negative ^= cursor.next().isMark('-');
    }
    Expression exponent;
    if (cursor.peek().kind() == Kind.WORD
        && cursor.peek().text().length() > 1
        && Notation.constant(cursor.peek().text()) == null) {
      exponent = atoms.letter(cursor.take(1));
    } else {
      exponent = atoms.atom();
    }
    if (cursor.acceptMark('^')) {
      exponent = raised(exponent);
    }
    return new Power(value, negative ? Expression.negated(exponent) : exponent);
  }

  private static Expression primed(Expression value) {
    if (value instanceof Symbol symbol) {
      return new Symbol(symbol.name() + "'");
    }
    if (value instanceof Number) { // minutes of arc and feet are not told apart here
      return value;
    }
    return new Call("prime", List.of(value));
  }

  private Expression degrees(Expression value) throws UnreadableException {
    if (cursor.peek().isWord("C") || cursor.peek().isWord("F")) {
      boolean celsius = cursor.next().text().equals("C");
      return new Quantity(value, Unit.base(celsius ? "celsius" : "fahrenheit"));
    }
    return new Quantity(value, Unit.base(Unit.DEGREE));
  }

  private Expression based() throws UnreadableException {
    boolean braced = cursor.acceptMark('{');
    Token base = cursor.peek();
    if (!base.isWholeNumber() || base.text().length() > 2) {
      throw cursor.unexpected("the base of a numeral");
    }
    cursor.next();
    if (braced) {
      while (cursor.peek().kind() == Kind.WORD) {
        cursor.next();
      }
      cursor.expectMark('}');
    }
    int radix = Integer.parseInt(base.text());
    if (radix < 2 || radix > 36) {
      throw new UnreadableException("base " + radix);
    }
    return new BasedNumeral(numbers.lastDigits(), radix);
  }
}
