package org.srl4j.eval.grade.strict;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.srl4j.eval.grade.algebra.Expression;
import org.srl4j.eval.grade.algebra.Expression.Decimals;
import org.srl4j.eval.grade.algebra.Expression.Number;
import org.srl4j.eval.grade.algebra.Expression.Quantity;
import org.srl4j.eval.grade.algebra.Expression.Quotient;
import org.srl4j.eval.grade.algebra.Unit;
import org.srl4j.eval.grade.algebra.identity.Identity;

/** Compares numbers and expressions that stand for one, with their units. */
final class Scalars {
  /** Significant digits from which a correctly rounded decimal stands for an exact number. */
  private static final int ROUNDED_DIGITS = 4;

  /** From which one cut off, not rounded, does too. */
  private static final int CUT_DIGITS = 7;

  /** From which two decimals that differ in length are one number with noise in its last digits. */
  private static final int NOISE_DIGITS = 10;

  private static final BigFraction HALF = new BigFraction(1, 2);

  private final Identity identity;

  Scalars(Identity identity) {
    this.identity = identity;
  }

  Verdict compare(Expression gold, Expression answer) {
    Unit goldUnit = unit(gold);
    Unit answerUnit = unit(answer);
    Expression goldValue = value(gold);
    Expression answerValue = value(answer);
    if (goldUnit.isNone() && answerUnit.isNone()) {
      return number(goldValue, answerValue);
    }
    if (goldUnit.isNone() || answerUnit.isNone()) {
      return oneWithUnit(gold, answer, goldUnit.isNone() ? answerUnit : goldUnit);
    }
    if (!goldUnit.measuresLike(answerUnit)) {
      return Verdict.of(false, "unit");
    }
    if (goldUnit.equals(answerUnit)) {
      return Verdict.of(number(goldValue, answerValue).equal(), "unit");
    }
    return Verdict.of(number(inBase(gold), inBase(answer)).equal(), "unit");
  }

  private static Unit unit(Expression expression) {
    return expression instanceof Quantity quantity ? quantity.unit() : Unit.NONE;
  }

  private static Expression value(Expression expression) {
    return expression instanceof Quantity quantity ? quantity.value() : expression;
  }

  private static Expression inBase(Expression expression) {
    return ((Quantity) expression).inBase();
  }

  /** A unit that is missing on one side is forgiven; percent and degrees also have a value. */
  private Verdict oneWithUnit(Expression gold, Expression answer, Unit unit) {
    String rule = unit.is(Unit.PERCENT) ? "percent" : unit.is(Unit.DEGREE) ? "degree" : "unit";
    boolean equal = number(value(gold), value(answer)).equal();
    if (!equal && !rule.equals("unit")) {
      equal = number(gold, answer).equal();
    }
    return Verdict.of(equal, rule);
  }

  /** Two values without units on top. */
  private Verdict number(Expression gold, Expression answer) {
    Optional<BigFraction> goldExact = identity.exact(gold);
    Optional<BigFraction> answerExact = identity.exact(answer);
    if (goldExact.isPresent() && answerExact.isPresent()) {
      return exactNumbers(gold, answer, goldExact.get(), answerExact.get());
    }
    if (identity.equal(gold, answer)) {
      return Verdict.of(true, "expression");
    }
    Optional<Decimals> goldDecimals = decimals(gold);
    Optional<Decimals> answerDecimals = decimals(answer);
    if (goldDecimals.isPresent() != answerDecimals.isPresent()) {
      Expression exact = goldDecimals.isPresent() ? answer : gold;
      Number decimal = (Number) (goldDecimals.isPresent() ? gold : answer);
      Optional<BigDecimal> real = identity.real(exact);
      return Verdict.of(real.isPresent() && stands(decimal, fraction(real.get())), "rounded");
    }
    return Verdict.of(false, "expression");
  }

  private static Optional<Decimals> decimals(Expression expression) {
    return expression instanceof Number number ? number.decimals() : Optional.empty();
  }

  private static BigFraction fraction(BigDecimal value) {
    BigInteger unscaled = value.unscaledValue();
    return value.scale() >= 0
        ? new BigFraction(unscaled, BigInteger.TEN.pow(value.scale()))
        : new BigFraction(unscaled.multiply(BigInteger.TEN.pow(-value.scale())));
  }

  private static Verdict exactNumbers(
      Expression gold, Expression answer, BigFraction goldValue, BigFraction answerValue) {
    if (goldValue.equals(answerValue)) {
      return Verdict.of(true, "number");
    }
    Optional<Decimals> goldDecimals = decimals(gold);
    Optional<Decimals> answerDecimals = decimals(answer);
    if (goldDecimals.isPresent() && answerDecimals.isPresent()) {
      boolean goldShorter = goldDecimals.get().place() > answerDecimals.get().place();
      Number shorter = (Number) (goldShorter ? gold : answer);
      return Verdict.of(
          shorter.decimals().orElseThrow().significant() >= NOISE_DIGITS
              && stands(shorter, goldShorter ? answerValue : goldValue),
          "number");
    }
    if (goldDecimals.isPresent() && isBroken(answerValue)) {
      return Verdict.of(stands((Number) gold, answerValue), "rounded");
    }
    if (answerDecimals.isPresent() && isBroken(goldValue)) {
      return Verdict.of(stands((Number) answer, goldValue), "rounded");
    }
    return Verdict.of(false, "number");
  }

  private static boolean isBroken(BigFraction value) {
    return !value.getDenominator().equals(BigInteger.ONE);
  }

  /** Whether the decimal shows enough digits of the exact value, and all of them right. */
  private static boolean stands(Number decimal, BigFraction exact) {
    Decimals decimals = decimal.decimals().orElseThrow();
    if (decimals.significant() < ROUNDED_DIGITS) {
      return false;
    }
    BigFraction last = new BigFraction(10).pow(decimals.place());
    BigFraction off = exact.subtract(decimal.value());
    if (off.abs().compareTo(last.multiply(HALF)) <= 0) {
      return true;
    }
    boolean towardsZero = off.getNumerator().signum() == decimal.value().getNumerator().signum();
    return decimals.significant() >= CUT_DIGITS && towardsZero && off.abs().compareTo(last) < 0;
  }

  /** A ratio as a fraction of its two terms. */
  static Expression fraction(Expression above, Expression below) {
    return new Quotient(above, below);
  }
}
