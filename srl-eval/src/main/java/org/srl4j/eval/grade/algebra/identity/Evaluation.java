package org.srl4j.eval.grade.algebra.identity;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Call;
import org.srl4j.eval.grade.algebra.Expression.Constant;
import org.srl4j.eval.grade.algebra.Expression.Number;
import org.srl4j.eval.grade.algebra.Expression.Power;
import org.srl4j.eval.grade.algebra.Expression.Product;
import org.srl4j.eval.grade.algebra.Expression.Quantity;
import org.srl4j.eval.grade.algebra.Expression.Quotient;
import org.srl4j.eval.grade.algebra.Expression.Ratio;
import org.srl4j.eval.grade.algebra.Expression.Sum;
import org.srl4j.eval.grade.algebra.Expression.Symbol;
import org.srl4j.eval.grade.algebra.Unit;

/**
 * The value of an expression in some arithmetic.
 *
 * @param <V> the numbers of the arithmetic
 */
final class Evaluation<V> {
  private static final Expression TURN =
      new Quotient(Constant.PI, Expression.number(180)); // one degree in radians

  private final Arithmetic<V> arithmetic;
  private final Work work;

  Evaluation(Arithmetic<V> arithmetic, Work work) {
    this.arithmetic = arithmetic;
    this.work = work;
  }

  /** The exact value; empty if it is not rational, not constant or too large. */
  static Optional<BigFraction> exact(Expression expression, Work work) {
    if (expression instanceof Number number) {
      return Optional.of(number.value());
    }
    try {
      return Optional.of(new Evaluation<>(new ExactArithmetic(), work).of(expression));
    } catch (UndefinedException e) {
      return Optional.empty();
    }
  }

  /** The value; throws {@link UndefinedException} where there is none. */
  V of(Expression expression) {
    work.spend(1);
    if (expression instanceof Number number) {
      return arithmetic.number(number.value());
    } else if (expression instanceof Constant constant) {
      return arithmetic.constant(constant);
    } else if (expression instanceof Symbol symbol) {
      return arithmetic.symbol(symbol.name());
    } else if (expression instanceof Sum sum) {
      return sum.terms().stream().map(this::of).reduce(arithmetic::add).orElseThrow();
    } else if (expression instanceof Product product) {
      return product.factors().stream().map(this::of).reduce(arithmetic::multiply).orElseThrow();
    } else if (expression instanceof Quotient quotient) {
      return arithmetic.divide(of(quotient.numerator()), of(quotient.denominator()));
    } else if (expression instanceof Power power) {
      return power(power);
    } else if (expression instanceof Call call) {
      return call(call);
    } else if (expression instanceof Quantity quantity) {
      return quantity(quantity);
    } else if (expression instanceof Ratio ratio && ratio.terms().size() == 2) {
      return arithmetic.divide(of(ratio.terms().get(0)), of(ratio.terms().get(1)));
    }
    throw new UndefinedException("no number: " + expression.getClass().getSimpleName());
  }

  private V quantity(Quantity quantity) {
    V value = of(quantity.value());
    if (quantity.unit().is(Unit.DEGREE)) {
      V factor = arithmetic.number(quantity.unit().factor());
      return arithmetic.multiply(value, arithmetic.multiply(factor, of(TURN)));
    }
    if (quantity.unit().is(Unit.PERCENT)) {
      return arithmetic.multiply(value, arithmetic.number(new BigFraction(1, 100)));
    }
    return value;
  }

  private V power(Power power) {
    Optional<BigFraction> exponent = exact(power.exponent(), work);
    V base = of(power.base());
    if (exponent.isPresent() && exponent.get().getDenominator().equals(BigInteger.ONE)) {
      return arithmetic.power(base, exponent.get().getNumerator());
    }
    return arithmetic.power(base, of(power.exponent()), exponent);
  }

  private V call(Call call) {
    List<V> values = new ArrayList<>();
    List<Optional<BigFraction>> exact = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      values.add(of(argument));
      exact.add(exact(argument, work));
    }
    return arithmetic.call(call.function(), values, exact);
  }
}
