package org.srl4j.eval.grade.algebra.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Colon;
import org.srl4j.eval.grade.algebra.Expression.Group;
import org.srl4j.eval.grade.algebra.Expression.Number;
import org.srl4j.eval.grade.algebra.Expression.PlusMinus;
import org.srl4j.eval.grade.algebra.Expression.Power;
import org.srl4j.eval.grade.algebra.Expression.Product;
import org.srl4j.eval.grade.algebra.Expression.Quantity;
import org.srl4j.eval.grade.algebra.Expression.Quotient;
import org.srl4j.eval.grade.algebra.Expression.Ratio;
import org.srl4j.eval.grade.algebra.Expression.Relation;
import org.srl4j.eval.grade.algebra.Expression.SetOperation;
import org.srl4j.eval.grade.algebra.Expression.SetOperator;
import org.srl4j.eval.grade.algebra.Expression.Several;
import org.srl4j.eval.grade.algebra.Expression.Sign;
import org.srl4j.eval.grade.algebra.Expression.Sum;
import org.srl4j.eval.grade.algebra.Unit;
import org.srl4j.eval.grade.algebra.UnreadableException;
import org.srl4j.eval.grade.algebra.reader.Token.Kind;

/**
 * Recursive descent over what binds weakest: items, relations, sets, sums, products. What binds
 * strongest is read by {@link AtomParser}.
 */
final class AnswerParser {
  private final Cursor cursor;
  private final ReadingOptions options;
  private final AtomParser atoms;
  private final UnitParser units;

  private AnswerParser(List<Token> tokens, ReadingOptions options) {
    this.cursor = new Cursor(tokens);
    this.options = options;
    this.atoms = new AtomParser(cursor, this, options);
    this.units = new UnitParser(cursor, options.letterUnits());
  }

  /**
   * Reads a whole answer.
   *
   * @throws UnreadableException at the first token that fits nowhere
   */
  static Expression parse(List<Token> tokens, ReadingOptions options) throws UnreadableException {
    AnswerParser parser = new AnswerParser(tokens, options);
    List<Expression> items = parser.items();
    parser.skipFullStops();
    if (!parser.cursor.atEnd()) {
      throw parser.cursor.unexpected("the end");
    }
    return inOne(items);
  }

  /** One expression of one or more items. */
  static Expression inOne(List<Expression> items) {
    return items.size() == 1 ? items.get(0) : new Several(List.copyOf(items));
  }

  private void skipFullStops() throws UnreadableException {
    while (cursor.peek().isMark('.') || cursor.peek().isMark('!')) {
      cursor.next();
    }
  }

  /** Relations with commas, semicolons, "and" or "or" between them; stops where none can go on. */
  List<Expression> items() throws UnreadableException {
    List<Expression> items = new ArrayList<>();
    cursor.enter();
    do {
      items.add(relation());
    } while (separators());
    cursor.leave();
    return items;
  }

  private boolean separators() throws UnreadableException {
    boolean any = false;
    while (isSeparator(cursor.peek())) {
      cursor.next();
      any = true;
    }
    return any && !cursor.atEnd() && !isCloser(cursor.peek()) && !cursor.peek().isMark('.');
  }

  private static boolean isSeparator(Token token) {
    return token.isMark(',')
        || token.isMark(';')
        || token.isWord("and")
        || token.isWord("or")
        || token.isCommand("land")
        || token.isCommand("lor")
        || token.isCommand("wedge")
        || token.isCommand("vee");
  }

  private static boolean isCloser(Token token) {
    return token.isMark(')') || token.isMark(']') || token.isMark('}') || token.isCommand("}");
  }

  private Sign signHere() {
    Token token = cursor.peek();
    return token.kind() == Kind.MARK || token.kind() == Kind.COMMAND
        ? Notation.sign(token.text())
        : null;
  }

  /** One side, or several with signs between them. */
  Expression relation() throws UnreadableException {
    Sign leading = signHere();
    if (leading == Sign.EQUAL || leading == Sign.ABOUT || cursor.peek().isMark(':')) {
      cursor.next();
    }
    List<Expression> sides = new ArrayList<>();
    List<Sign> signs = new ArrayList<>();
    sides.add(sets());
    for (Sign sign = signHere(); sign != null; sign = signHere()) {
      cursor.next();
      cursor.acceptMark('=');
      signs.add(sign);
      sides.add(sets());
    }
    return signs.isEmpty() ? sides.get(0) : new Relation(List.copyOf(sides), List.copyOf(signs));
  }

  private Expression sets() throws UnreadableException {
    Expression left = ratio();
    while (true) {
      SetOperator operator = setOperator(left);
      if (operator == null) {
        return left;
      }
      cursor.next();
      cursor.link();
      left = new SetOperation(operator, left, ratio());
    }
  }

  private SetOperator setOperator(Expression left) {
    Token token = cursor.peek();
    if (token.isCommand("cup") || token.isWord("union")) {
      return SetOperator.UNION;
    }
    if ((token.isWord("U") || token.isWord("u")) && left.contains(Group.class::isInstance)) {
      return SetOperator.UNION;
    }
    if (token.isCommand("cap")) {
      return SetOperator.INTERSECTION;
    }
    return token.isCommand("setminus") || token.isCommand("backslash")
        ? SetOperator.DIFFERENCE
        : null;
  }

  private Expression ratio() throws UnreadableException {
    int clock = clockTerms();
    Expression first = sum();
    List<Expression> terms = new ArrayList<>(List.of(first));
    if (cursor.colonIsRatio && !cursor.peek(1).isMark('=')) {
      while (cursor.acceptMark(':')) {
        terms.add(sum());
      }
    }
    if (terms.size() > 1) {
      boolean time = terms.size() == clock && terms.stream().allMatch(Number.class::isInstance);
      return new Ratio(List.copyOf(terms), time ? Colon.TIME : Colon.RATIO);
    }
    if (first instanceof Number
        && cursor.peek().isWord("to")
        && cursor.peek(1).kind() == Kind.NUMBER) { // 3 to 4
      cursor.next();
      return new Ratio(List.of(first, sum()), Colon.RATIO);
    }
    return first;
  }

  /** How many of the next numbers are written as a clock shows them, 9:05 or 1:30:00; else 0. */
  private int clockTerms() {
    Token hours = cursor.peek();
    if (!hours.isWholeNumber() || hours.text().length() > 2 || isAbove(hours, 24)) {
      return 0;
    }
    int at = 1;
    while (cursor.peek(at).isMark(':')
        && !cursor.peek(at).spaced()
        && cursor.peek(at + 1).isWholeNumber()
        && !cursor.peek(at + 1).spaced()
        && cursor.peek(at + 1).text().length() == 2
        && !isAbove(cursor.peek(at + 1), 59)) {
      at += 2;
    }
    return at == 1 || at > 5 ? 0 : (at + 1) / 2;
  }

  private static boolean isAbove(Token number, int most) {
    return Integer.parseInt(number.text()) > most;
  }

  /** Terms with plus, minus or both between them. */
  Expression sum() throws UnreadableException {
    cursor.enter();
    List<Expression> terms = new ArrayList<>();
    do {
      terms.add(signedTerm());
    } while (isSumSign(cursor.peek()));
    cursor.leave();
    return terms.size() == 1 ? terms.get(0) : withUnitOfAll(terms);
  }

  /** A unit behind a sum, as in 3 + 2\sqrt{2} cm, is one of all of it. */
  private static Expression withUnitOfAll(List<Expression> terms) {
    Expression last = terms.get(terms.size() - 1);
    boolean onlyLast =
        terms.subList(0, terms.size() - 1).stream()
            .noneMatch(term -> term.contains(Quantity.class::isInstance));
    if (onlyLast && last instanceof Quantity quantity && !quantity.unit().is(Unit.PERCENT)) {
      List<Expression> values = new ArrayList<>(terms);
      values.set(values.size() - 1, quantity.value());
      return new Quantity(new Sum(List.copyOf(values)), quantity.unit());
    }
    return new Sum(List.copyOf(terms));
  }

  private static boolean isSumSign(Token token) {
    return token.isMark('+') || token.isMark('-') || token.isCommand("pm") || token.isCommand("mp");
  }

  private Expression signedTerm() throws UnreadableException {
    boolean negative = false;
    Boolean plusFirst = null;
    while (isSumSign(cursor.peek())) {
      Token sign = cursor.next();
      if (sign.isMark('-')) {
        negative = !negative;
      } else if (sign.kind() == Kind.COMMAND) {
        plusFirst = sign.isCommand("pm");
      }
    }
    Expression term = product();
    Expression signed = negative ? negatedInside(term) : term;
    return plusFirst == null ? signed : new PlusMinus(signed, plusFirst);
  }

  private static Expression negatedInside(Expression term) {
    return term instanceof Quantity quantity
        ? new Quantity(Expression.negated(quantity.value()), quantity.unit())
        : Expression.negated(term);
  }

  private Expression product() throws UnreadableException {
    cursor.enter();
    List<Expression> factors = new ArrayList<>();
    boolean wholeNumber = cursor.peek().isWholeNumber();
    factors.add(atoms.power());
    while (true) {
      Token token = cursor.peek();
      if (isTimes(token)) {
        cursor.next();
        times(factors, signedPower());
      } else if (token.isMark('/') || token.isCommand("div")) {
        cursor.next();
        cursor.link();
        Expression below = options.wideSlash() ? wideDenominator() : signedPower();
        Expression above = inProduct(factors);
        factors.clear();
        factors.add(new Quotient(above, below));
      } else if (wholeNumber && factors.size() == 1 && mixedNumber(factors)) {
        wholeNumber = false;
        continue;
      } else {
        Optional<Expression> quantity = units.behind(inProduct(factors));
        if (quantity.isPresent()) {
          cursor.leave();
          return withSmallerUnit(quantity.get());
        }
        if (!atoms.startsFactor(token)) {
          break;
        }
        if (token.kind() == Kind.NUMBER && factors.get(factors.size() - 1) instanceof Number) {
          throw cursor.unexpected("a sign between two numbers");
        }
        factors.add(atoms.power());
      }
      wholeNumber = false;
    }
    cursor.leave();
    return inProduct(factors);
  }

  /** 1 hour 30 minutes is a sum. */
  private Expression withSmallerUnit(Expression larger) throws UnreadableException {
    if (cursor.peek().kind() != Kind.NUMBER
        || !(larger instanceof Quantity first)
        || first.unit().is(Unit.PERCENT)) {
      return larger;
    }
    if (product() instanceof Quantity second && second.unit().measuresLike(first.unit())) {
      return new Quantity(
          new Sum(List.of(first.inBase(), second.inBase())),
          new Unit(first.unit().powers(), BigFraction.ONE));
    }
    throw cursor.unexpected("a smaller unit of the same kind, before it");
  }

  private Expression wideDenominator() throws UnreadableException {
    List<Expression> factors = new ArrayList<>(List.of(signedPower()));
    while (atoms.startsFactor(cursor.peek())) {
      factors.add(atoms.power());
    }
    return inProduct(factors);
  }

  private boolean isTimes(Token token) {
    if (token.isWord("x") && !token.upright()) { // 4.5 x 10^33
      return cursor.peek(1).kind() == Kind.NUMBER
          && cursor.peek(1).text().equals("10")
          && cursor.peek(2).isMark('^');
    }
    return token.isMark('*')
        || token.isCommand("cdot")
        || token.isCommand("times")
        || token.isCommand("ast");
  }

  private static Expression inProduct(List<Expression> factors) {
    return factors.size() == 1 ? factors.get(0) : new Product(List.copyOf(factors));
  }

  /** A number times a power of ten is one decimal number; anything else is a factor more. */
  private static void times(List<Expression> factors, Expression factor) {
    if (factors.size() == 1
        && factors.get(0) instanceof Number mantissa
        && factor instanceof Power power
        && power.base() instanceof Number ten
        && ten.equals(Expression.number(10))
        && power.exponent() instanceof Number exponent) {
      Optional<Number> scaled = NumberReader.scaled(mantissa, exponent);
      if (scaled.isPresent()) {
        factors.set(0, scaled.get());
        return;
      }
    }
    factors.add(factor);
  }

  private Expression signedPower() throws UnreadableException {
    boolean negative = false;
    while (cursor.peek().isMark('-') || cursor.peek().isMark('+')) {
      negative ^= cursor.next().isMark('-');
    }
    Expression power = atoms.power();
    return negative ? Expression.negated(power) : power;
  }

  /** Turns a whole number followed by a proper fraction into their sum: 1\frac{8}{91}, 7 3/4. */
  private boolean mixedNumber(List<Expression> factors) throws UnreadableException {
    Cursor.Mark start = cursor.mark();
    Expression fraction = null;
    if (cursor.peek().kind() == Kind.COMMAND && cursor.peek().text().endsWith("frac")) {
      fraction = atoms.power();
    } else if (cursor.peek().spaced()
        && cursor.peek().isWholeNumber()
        && cursor.peek(1).isMark('/')
        && cursor.peek(2).isWholeNumber()) {
      Expression above = atoms.power();
      cursor.next();
      fraction = new Quotient(above, atoms.power());
    }
    Expression bare = fraction instanceof Quantity quantity ? quantity.value() : fraction;
    if (bare instanceof Quotient quotient
        && quotient.numerator() instanceof Number above
        && quotient.denominator() instanceof Number below
        && above.value().abs().compareTo(below.value().abs()) < 0) {
      Expression mixed = new Sum(List.of(factors.get(0), bare));
      boolean withUnit = fraction instanceof Quantity;
      factors.set(0, withUnit ? new Quantity(mixed, ((Quantity) fraction).unit()) : mixed);
      return true;
    }
    cursor.back(start);
    return false;
  }
}
