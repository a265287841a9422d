package org.srl4j.eval.grade.algebra.identity;

import ch.obermuhlner.math.big.BigComplex;
import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.math3.fraction.BigFraction;
import org.srl4j.eval.grade.algebra.Expression.Constant;

/** Complex numbers of 50 digits with error bounds, at a given point. */
final class NumericArithmetic implements Arithmetic<Approximation> {
  private static final BigDecimal PI = BigDecimalMath.pi(Approximation.DIGITS);
  private static final BigDecimal E = BigDecimalMath.e(Approximation.DIGITS);
  private static final BigDecimal MAX_EXPONENT = BigDecimal.valueOf(5000);
  private static final int MAX_POWER_BITS = 24;

  /** Work of one function of high precision, in nodes. */
  private static final int FUNCTION_WORK = 250;

  /** Of an inverse one, whose series is slower. */
  private static final int INVERSE_WORK = 700;

  private final Function<String, BigDecimal> point;
  private final boolean complex;
  private final Work work;
  private final RealFunctions functions;

  /**
   * Arithmetic at a point.
   *
   * @param point the value of each variable
   * @param complex whether a root or logarithm of a negative number has a value
   */
  NumericArithmetic(Function<String, BigDecimal> point, boolean complex, Work work) {
    this.point = point;
    this.complex = complex;
    this.work = work;
    this.functions = new RealFunctions(this, complex);
  }

  @Override
  public Approximation number(BigFraction value) {
    BigDecimal above = new BigDecimal(value.getNumerator());
    return Approximation.real(
        above.divide(new BigDecimal(value.getDenominator()), Approximation.DIGITS),
        BigDecimal.ZERO);
  }

  @Override
  public Approximation constant(Constant constant) {
    return switch (constant) {
      case PI -> Approximation.real(PI, BigDecimal.ZERO);
      case E -> Approximation.real(E, BigDecimal.ZERO);
      case I -> Approximation.rounded(BigComplex.I, BigDecimal.ZERO);
      case INFINITY -> throw new UndefinedException("infinity is no number");
    };
  }

  @Override
  public Approximation symbol(String name) {
    return Approximation.real(point.apply(name), BigDecimal.ZERO);
  }

  @Override
  public Approximation add(Approximation left, Approximation right) {
    return Approximation.rounded(
        left.value().add(right.value(), Approximation.DIGITS),
        left.error()
            .add(right.error(), Approximation.BOUND)
            .add(
                left.magnitude().add(right.magnitude(), Approximation.BOUND).scaleByPowerOfTen(-48),
                Approximation.BOUND));
  }

  @Override
  public Approximation multiply(Approximation left, Approximation right) {
    BigDecimal error =
        left.magnitude()
            .add(left.error(), Approximation.BOUND)
            .multiply(right.error(), Approximation.BOUND)
            .add(
                right.magnitude().multiply(left.error(), Approximation.BOUND), Approximation.BOUND);
    return Approximation.rounded(left.value().multiply(right.value(), Approximation.DIGITS), error);
  }

  @Override
  public Approximation divide(Approximation above, Approximation below) {
    if (below.mayBeZero()) {
      throw new UndefinedException("division by zero");
    }
    BigComplex value = above.value().divide(below.value(), Approximation.DIGITS);
    BigDecimal error =
        above
            .error()
            .add(
                Approximation.magnitude(value).multiply(below.error(), Approximation.BOUND),
                Approximation.BOUND)
            .multiply(BigDecimal.valueOf(3))
            .divide(below.magnitude(), Approximation.BOUND);
    return Approximation.rounded(value, error);
  }

  @Override
  public Approximation power(Approximation base, BigInteger exponent) {
    if (exponent.bitLength() > MAX_POWER_BITS) {
      throw new UndefinedException("a power beyond 2^" + MAX_POWER_BITS);
    }
    long remaining = Math.abs(exponent.longValue());
    Approximation result = number(BigFraction.ONE);
    Approximation square = base;
    while (remaining > 0) {
      work.spend(2);
      if ((remaining & 1) == 1) {
        result = multiply(result, square);
      }
      remaining >>= 1;
      if (remaining > 0) {
        square = multiply(square, square);
      }
    }
    if (exponent.signum() < 0) {
      return divide(number(BigFraction.ONE), result);
    }
    if (exponent.signum() == 0 && base.mayBeZero()) {
      throw new UndefinedException("zero to the power of zero");
    }
    return result;
  }

  @Override
  public Approximation power(
      Approximation base, Approximation exponent, Optional<BigFraction> exact) {
    work.spend(FUNCTION_WORK);
    if (exact.isPresent() && base.isReal() && exact.get().getDenominator().bitLength() < 10) {
      Optional<Approximation> root =
          functions.rootOfReal(base, exact.get().getDenominator().intValue());
      if (root.isPresent()) {
        return power(root.get(), exact.get().getNumerator());
      }
    }
    if (base.mayBeZero()) {
      throw new UndefinedException("zero to a power with a variable");
    }
    if (base.isReal() && base.value().re.signum() < 0 && !complex) {
      return integerPower(base, exponent);
    }
    return exp(multiply(exponent, functions.log(base)));
  }

  /** A negative number to a variable that happens to be an integer. */
  private Approximation integerPower(Approximation base, Approximation exponent) {
    if (!exponent.isReal()
        || exponent.value().re.precision() - exponent.value().re.scale() > 7
        || !BigDecimalMath.isIntValue(exponent.value().re)) {
      throw new UndefinedException("a negative number to a power that is no integer");
    }
    return power(base, exponent.value().re.toBigIntegerExact());
  }

  Approximation exp(Approximation exponent) {
    work.spend(FUNCTION_WORK);
    if (exponent.magnitude().compareTo(MAX_EXPONENT) > 0
        || exponent.error().compareTo(BigDecimal.ONE) > 0) {
      throw new UndefinedException("an exponential beyond e^" + MAX_EXPONENT);
    }
    BigComplex value =
        exponent.isReal()
            ? BigComplex.valueOf(BigDecimalMath.exp(exponent.value().re, Approximation.DIGITS))
            : ElementaryFunctions.exp(exponent.value());
    BigDecimal error =
        Approximation.magnitude(value)
            .multiply(exponent.error(), Approximation.BOUND)
            .multiply(BigDecimal.valueOf(3));
    return Approximation.rounded(value, error);
  }

  @Override
  public Approximation call(
      String function, List<Approximation> arguments, List<Optional<BigFraction>> exact) {
    work.spend(function.startsWith("arc") ? INVERSE_WORK : FUNCTION_WORK);
    return functions.call(function, arguments, exact);
  }
}
