package org.srl4j.eval.grade.algebra.reader;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.srl4j.eval.grade.algebra.Expression.Decimals;
import org.srl4j.eval.grade.algebra.Expression.Number;
import org.srl4j.eval.grade.algebra.UnreadableException;

/** Exact values of written numbers. */
final class NumberReader {
  private static final int MAX_DIGITS = 1500;
  private static final int MAX_EXPONENT = 3000;

  private NumberReader() {}

  /**
   * A number with a point and, perhaps, a power of ten.
   *
   * @param digits digits with at most one point
   * @param exponent power of ten, e.g. -19
   * @param scientific whether a power of ten was written
   * @throws UnreadableException if it has more than 1500 digits or an exponent beyond 3000
   */
  static Number decimal(String digits, String exponent, boolean scientific)
      throws UnreadableException {
    if (digits.length() > MAX_DIGITS || exponent.length() > 6) {
      throw new UnreadableException("a number of more than " + MAX_DIGITS + " digits");
    }
    int shift = Integer.parseInt(exponent);
    if (Math.abs(shift) > MAX_EXPONENT) {
      throw new UnreadableException("a power of ten beyond " + MAX_EXPONENT);
    }
    int point = digits.indexOf('.');
    BigDecimal value = new BigDecimal(point < 0 ? digits : "0" + digits + "0");
    value = point < 0 ? value : value.setScale(digits.length() - point - 1);
    BigDecimal scaled = value.scaleByPowerOfTen(shift);
    boolean decimal = scientific || (point >= 0 && point < digits.length() - 1);
    return new Number(
        fraction(scaled),
        decimal
            ? Optional.of(new Decimals(Math.max(1, value.precision()), -scaled.scale()))
            : Optional.empty());
  }

  /** A decimal with digits that repeat for ever. */
  static Number repeating(String digits, String period) throws UnreadableException {
    if (digits.length() + period.length() > MAX_DIGITS) {
      throw new UnreadableException("a number of more than " + MAX_DIGITS + " digits");
    }
    int point = digits.indexOf('.');
    int places = digits.length() - point - 1;
    BigFraction start = fraction(new BigDecimal(places == 0 ? "0" + digits + "0" : "0" + digits));
    BigInteger nines = BigInteger.TEN.pow(period.length()).subtract(BigInteger.ONE);
    BigFraction tail =
        new BigFraction(new BigInteger(period), nines.multiply(BigInteger.TEN.pow(places)));
    return new Number(start.add(tail), Optional.empty());
  }

  /** The mantissa moved by a power of ten; empty if the exponent is no integer or too large. */
  static Optional<Number> scaled(Number mantissa, Number exponent) {
    if (exponent.decimals().isPresent()
        || !exponent.value().getDenominator().equals(BigInteger.ONE)
        || exponent.value().getNumerator().bitLength() > 20
        || Math.abs(exponent.value().intValue()) > MAX_EXPONENT) {
      return Optional.empty();
    }
    int shift = exponent.value().intValue();
    BigFraction value = mantissa.value().multiply(new BigFraction(10).pow(shift));
    int significant =
        mantissa
            .decimals()
            .map(Decimals::significant)
            .orElse(mantissa.value().getNumerator().abs().toString().length());
    int place = mantissa.decimals().map(Decimals::place).orElse(0) + shift;
    return Optional.of(new Number(value, Optional.of(new Decimals(significant, place))));
  }

  private static BigFraction fraction(BigDecimal value) {
    BigInteger unscaled = value.unscaledValue();
    return value.scale() >= 0
        ? new BigFraction(unscaled, BigInteger.TEN.pow(value.scale()))
        : new BigFraction(unscaled.multiply(BigInteger.TEN.pow(-value.scale())));
  }
}
