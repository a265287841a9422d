package org.srl4j.eval.grade.algebra.identity;

import ch.obermuhlner.math.big.BigComplex;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A complex number with a bound on how far off it may be.
 *
 * @param value about 50 digits
 * @param error bound on the distance from the true value, at least 0
 */
record Approximation(BigComplex value, BigDecimal error) {
  /** Digits that are carried. */
  static final MathContext DIGITS = new MathContext(50);

  /** For bounds: few digits, rounded up. */
  static final MathContext BOUND = new MathContext(4, RoundingMode.UP);

  private static final int MAX_MAGNITUDE = 5000;
  private static final BigDecimal ULP = new BigDecimal("1e-47");

  /** A value that is off by its last digits, and by what the arguments were off. */
  static Approximation rounded(BigComplex value, BigDecimal error) {
    BigComplex round = value.round(DIGITS);
    if (exceeds(round.re) || exceeds(round.im)) {
      throw new UndefinedException("a number beyond 10^" + MAX_MAGNITUDE);
    }
    return new Approximation(round, error.add(magnitude(round).multiply(ULP, BOUND), BOUND));
  }

  /** Too large or too close to zero; sums of numbers so far apart would need as many digits. */
  private static boolean exceeds(BigDecimal part) {
    return part.signum() != 0 && Math.abs((long) part.precision() - part.scale()) > MAX_MAGNITUDE;
  }

  static Approximation real(BigDecimal value, BigDecimal error) {
    return rounded(BigComplex.valueOf(value), error);
  }

  boolean isReal() {
    return value.im.signum() == 0;
  }

  /** Bound on the absolute value. */
  BigDecimal magnitude() {
    return magnitude(value);
  }

  static BigDecimal magnitude(BigComplex value) {
    return value.re.abs().add(value.im.abs(), BOUND);
  }

  /** Whether it may be zero for all that is known. */
  boolean mayBeZero() {
    return magnitude().compareTo(error.multiply(BigDecimal.TEN)) <= 0;
  }
}
