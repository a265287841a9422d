package org.srl4j.eval.grade.algebra.identity;

import ch.obermuhlner.math.big.BigComplex;
import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Exponentials, logarithms, sines and roots of numbers of any size, in a time that hardly depends
 * on it. The library's functions of real numbers are used where they are fast; its complex ones add
 * numbers of very different size exactly, and its roots of large numbers need not end.
 */
final class ElementaryFunctions {
  /** Digits that are carried inside, for results of {@link Approximation#DIGITS}. */
  private static final MathContext INSIDE = new MathContext(64);

  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal LOG_10 = BigDecimalMath.log(BigDecimal.TEN, INSIDE);
  private static final BigDecimal PI = BigDecimalMath.pi(INSIDE);

  /** Below 10^-SMALL two terms of a series are enough for all digits. */
  private static final int SMALL = 17;

  /** Inside where up to SMALL digits cancel. */
  private static final MathContext CANCELLING = new MathContext(INSIDE.getPrecision() + SMALL);

  private ElementaryFunctions() {}

  /** Decimal exponent of the first digit; 0 for zero. */
  private static int exponent(BigDecimal x) {
    return x.signum() == 0 ? 0 : x.precision() - x.scale() - 1;
  }

  /** e^(a + ib) = e^a (cos b + i sin b). */
  static BigComplex exp(BigComplex z) {
    BigDecimal size = BigDecimalMath.exp(z.re, INSIDE);
    return BigComplex.valueOf(
        size.multiply(BigDecimalMath.cos(z.im, INSIDE), INSIDE),
        size.multiply(BigDecimalMath.sin(z.im, INSIDE), INSIDE));
  }

  private static BigDecimal square(BigComplex z) {
    return z.re.multiply(z.re, INSIDE).add(z.im.multiply(z.im, INSIDE), INSIDE);
  }

  static BigDecimal abs(BigComplex z) {
    return square(z).sqrt(INSIDE);
  }

  /** ln |z| + i angle, the main branch; z is not zero. */
  static BigComplex log(BigComplex z) {
    return BigComplex.valueOf(log(square(z)).divide(TWO, INSIDE), angle(z));
  }

  /** ln m + k ln 10 of a positive m 10^k; m is from 1 to 10 unless the number is near 1. */
  static BigDecimal log(BigDecimal x) {
    int tens = Math.abs(exponent(x)) <= 1 ? 0 : exponent(x);
    return BigDecimalMath.log(x.scaleByPowerOfTen(-tens), INSIDE)
        .add(LOG_10.multiply(BigDecimal.valueOf(tens)), INSIDE);
  }

  /** In (-pi, pi]. */
  private static BigDecimal angle(BigComplex z) {
    if (z.re.signum() == 0) {
      return PI.multiply(BigDecimal.valueOf(z.im.signum())).divide(TWO, INSIDE);
    }
    BigDecimal acute = arctangent(z.im.divide(z.re, INSIDE));
    if (z.re.signum() > 0) {
      return acute;
    }
    return z.im.signum() < 0 ? acute.subtract(PI, INSIDE) : acute.add(PI, INSIDE);
  }

  /** The library loses digits of large arguments and does not end soon with small ones. */
  static BigDecimal arctangent(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.ONE) > 0) {
      BigDecimal quarter = PI.multiply(BigDecimal.valueOf(x.signum())).divide(TWO, INSIDE);
      return quarter.subtract(arctangent(BigDecimal.ONE.divide(x, INSIDE)), INSIDE);
    }
    return exponent(x) < -SMALL
        ? x.subtract(x.pow(3, INSIDE).divide(BigDecimal.valueOf(3), INSIDE), INSIDE)
        : BigDecimalMath.atan(x, INSIDE);
  }

  /** sin(a + ib) = sin a cosh b + i cos a sinh b. */
  static BigComplex sin(BigComplex z) {
    return BigComplex.valueOf(
        BigDecimalMath.sin(z.re, INSIDE).multiply(cosh(z.im), INSIDE),
        BigDecimalMath.cos(z.re, INSIDE).multiply(sinh(z.im), INSIDE));
  }

  /** cos(a + ib) = cos a cosh b - i sin a sinh b. */
  static BigComplex cos(BigComplex z) {
    return BigComplex.valueOf(
        BigDecimalMath.cos(z.re, INSIDE).multiply(cosh(z.im), INSIDE),
        BigDecimalMath.sin(z.re, INSIDE).multiply(sinh(z.im), INSIDE).negate());
  }

  private static BigDecimal cosh(BigDecimal x) {
    BigDecimal up = BigDecimalMath.exp(x, INSIDE);
    return up.add(BigDecimal.ONE.divide(up, INSIDE), INSIDE).divide(TWO, INSIDE);
  }

  /** Near zero the difference of two exponentials loses digits; x + x^3 / 6 does not. */
  private static BigDecimal sinh(BigDecimal x) {
    if (exponent(x) < -SMALL) {
      return x.add(x.pow(3, INSIDE).divide(BigDecimal.valueOf(6), INSIDE), INSIDE);
    }
    BigDecimal up = BigDecimalMath.exp(x, CANCELLING);
    return up.subtract(BigDecimal.ONE.divide(up, CANCELLING), CANCELLING).divide(TWO, INSIDE);
  }

  /**
   * -i ln(iz + sqrt(1 - z^2)), the main branch. Of iz + s and iz - s, whose product is -1, the
   * larger is taken, which has lost no digits.
   */
  static BigComplex asin(BigComplex z) {
    BigComplex turned = BigComplex.valueOf(z.im.negate(), z.re);
    BigComplex below = BigComplex.ONE.subtract(z, INSIDE);
    BigComplex root = sqrt(below.multiply(BigComplex.ONE.add(z, INSIDE), INSIDE));
    BigComplex sum = turned.add(root, INSIDE);
    BigComplex difference = root.subtract(turned, INSIDE);
    boolean useSum =
        Approximation.magnitude(sum).compareTo(Approximation.magnitude(difference)) >= 0;
    BigComplex log = log(useSum ? sum : difference);
    return useSum
        ? BigComplex.valueOf(log.im, log.re.negate())
        : BigComplex.valueOf(log.im.negate(), log.re);
  }

  private static BigComplex sqrt(BigComplex z) {
    if (z.re.signum() == 0 && z.im.signum() == 0) {
      return BigComplex.ZERO;
    }
    BigComplex log = log(z);
    return exp(BigComplex.valueOf(log.re.divide(TWO, INSIDE), log.im.divide(TWO, INSIDE)));
  }

  /**
   * The root of a positive number, found between 1 and 10.
   *
   * @param index from 1
   */
  static BigDecimal root(BigDecimal x, int index) {
    int tens = Math.floorDiv(exponent(x), index);
    BigDecimal near = x.scaleByPowerOfTen(-tens * index);
    BigDecimal root =
        BigDecimalMath.exp(log(near).divide(BigDecimal.valueOf(index), INSIDE), INSIDE);
    return root.scaleByPowerOfTen(tens).round(Approximation.DIGITS);
  }
}
