package org.srl4j.eval.grade.sympy;

import java.math.BigInteger;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A number with its rounding error, or exactly.
 *
 * @param exact the rational number, null if it is not known to be rational
 * @param number the nearest complex number
 * @param error a bound, roughly, of the distance to the true number
 */
record Value(BigFraction exact, Complex number, double error) {
  private static final double ROUNDING = 4e-16;

  /** Larger powers are rounded; twice the digits of 2006!. */
  private static final long MOST_BITS = 50_000;

  static Value of(BigFraction exact) {
    double real = exact.doubleValue();
    return new Value(exact, new Complex(real), Math.abs(real) * ROUNDING);
  }

  static Value of(Complex number, double error) {
    return new Value(null, number, error + number.abs() * ROUNDING);
  }

  boolean isReal() {
    return exact != null || Math.abs(number.getImaginary()) <= 4 * error;
  }

  double real() {
    return number.getReal();
  }

  private boolean bothReal(Value other) {
    return number.getImaginary() == 0 && other.number.getImaginary() == 0;
  }

  Value plus(Value other) {
    if (exact != null && other.exact != null && small() && other.small()) {
      return of(exact.add(other.exact));
    }
    Complex sum = bothReal(other) ? new Complex(real() + other.real()) : number.add(other.number);
    return of(sum, error + other.error);
  }

  Value times(Value other) {
    if (exact != null && other.exact != null && small() && other.small()) {
      return of(exact.multiply(other.exact));
    }
    Complex product =
        bothReal(other) ? new Complex(real() * other.real()) : number.multiply(other.number);
    return of(product, number.abs() * other.error + other.number.abs() * error);
  }

  private boolean small() {
    return bits(exact) <= MOST_BITS;
  }

  private static long bits(BigFraction value) {
    return Math.max(value.getNumerator().bitLength(), value.getDenominator().bitLength());
  }

  Value power(Value exponent) {
    if (exact != null && exponent.exact != null && exponent.isInteger()) {
      long size = Math.max(1, bits(exact));
      BigInteger times = exponent.exact.getNumerator();
      if (times.bitLength() < 32 && size * Math.abs(times.longValue()) <= MOST_BITS) {
        boolean pole = exact.equals(BigFraction.ZERO) && times.signum() < 0;
        return pole ? of(Complex.NaN, 0) : of(exact.pow(times.intValue()));
      }
    }
    if (number.equals(Complex.ZERO)) {
      return of(exponent.real() > 0 ? Complex.ZERO : Complex.NaN, error);
    }
    boolean realPower =
        bothReal(exponent) && (real() > 0 || exponent.isInteger() || Double.isInfinite(real()));
    Complex power =
        realPower ? new Complex(Math.pow(real(), exponent.real())) : number.pow(exponent.number);
    Complex logarithm = number.log();
    double relative =
        exponent.number.abs() * error / number.abs()
            + logarithm.abs() * exponent.error
            + ROUNDING * logarithm.multiply(exponent.number).abs();
    return of(power, Double.isFinite(relative) ? power.abs() * relative : 0);
  }

  boolean isInteger() {
    return exact != null && exact.getDenominator().equals(BigInteger.ONE);
  }

  /** Whether the two differ by no more than rounding explains. */
  boolean isSame(Value other) {
    if (exact != null && other.exact != null) {
      return exact.equals(other.exact);
    }
    if (Double.isInfinite(real()) || Double.isInfinite(other.real())) {
      return number.equals(other.number);
    }
    double distance = number.subtract(other.number).abs();
    return distance <= 8 * (error + other.error);
  }

  boolean isNaN() {
    return number.isNaN();
  }
}
