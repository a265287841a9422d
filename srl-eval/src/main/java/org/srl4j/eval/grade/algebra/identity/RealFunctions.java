package org.srl4j.eval.grade.algebra.identity;

import ch.obermuhlner.math.big.BigComplex;
import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.apache.commons.math3.fraction.BigFraction;
import org.srl4j.eval.grade.algebra.Expression.Constant;

/** The functions that have a name, of real numbers and, where that is usual, complex ones. */
final class RealFunctions {
  private static final BigDecimal MAX_ANGLE = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal MAX_IMAGINARY = BigDecimal.valueOf(200);
  private static final int MAX_FACTORIAL = 500;
  private static final BigFraction HALF = new BigFraction(1, 2);

  private final NumericArithmetic numbers;
  private final boolean complex;

  RealFunctions(NumericArithmetic numbers, boolean complex) {
    this.numbers = numbers;
    this.complex = complex;
  }

  Approximation call(
      String function, List<Approximation> arguments, List<Optional<BigFraction>> exact) {
    Approximation x = arguments.get(0);
    return switch (function) {
      case "sin", "cos" -> sine(function.equals("sin"), x);
      case "tan" -> numbers.divide(sine(true, x), sine(false, x));
      case "cot" -> numbers.divide(sine(false, x), sine(true, x));
      case "sec" -> inverse(sine(false, x));
      case "csc" -> inverse(sine(true, x));
      case "sinh", "cosh", "tanh", "coth", "sech", "csch" -> hyperbolic(function, x);
      case "arcsin" -> arcsine(x);
      case "arccos" -> minus(numbers.multiply(pi(), number(HALF)), arcsine(x));
      case "arctan" -> arctangent(x);
      case "arccot" -> minus(numbers.multiply(pi(), number(HALF)), arctangent(x));
      case "arcsec" -> minus(numbers.multiply(pi(), number(HALF)), arcsine(inverse(x)));
      case "arccsc" -> arcsine(inverse(x));
      case "arcsinh" -> log(numbers.add(x, squareRootOf(x, 1)));
      case "arccosh" -> log(numbers.add(x, squareRootOf(x, -1)));
      case "arctanh" ->
          numbers.multiply(
              number(HALF), log(numbers.divide(add(x, 1), numbers.add(one(), minus(x)))));
      case "ln" -> log(x);
      case "log" -> numbers.divide(log(x), log(arguments.get(1)));
      case "root" -> root(x, arguments.get(1), exact.get(1));
      case "abs" -> absolute(x);
      case "floor" -> Approximation.real(integer(x, RoundingMode.FLOOR), BigDecimal.ZERO);
      case "ceil" -> Approximation.real(integer(x, RoundingMode.CEILING), BigDecimal.ZERO);
      case "factorial" -> factorial(natural(x));
      case "binomial" -> binomial(x, natural(arguments.get(1)));
      case "max" -> arguments.stream().reduce(extreme(1)).orElseThrow();
      case "min" -> arguments.stream().reduce(extreme(-1)).orElseThrow();
      case "re" -> Approximation.real(x.value().re, x.error());
      case "im" -> Approximation.real(x.value().im, x.error());
      case "sgn" -> sign(x);
      default -> unknown(function, arguments);
    };
  }

  private Approximation number(BigFraction value) {
    return numbers.number(value);
  }

  private Approximation one() {
    return number(BigFraction.ONE);
  }

  private Approximation pi() {
    return numbers.constant(Constant.PI);
  }

  private Approximation add(Approximation x, int integer) {
    return numbers.add(x, number(new BigFraction(integer)));
  }

  private Approximation minus(Approximation x) {
    return numbers.multiply(number(BigFraction.MINUS_ONE), x);
  }

  private Approximation minus(Approximation left, Approximation right) {
    return numbers.add(left, minus(right));
  }

  private Approximation inverse(Approximation x) {
    return numbers.divide(one(), x);
  }

  private Approximation squareRootOf(Approximation x, int more) {
    Approximation radicand = add(numbers.multiply(x, x), more);
    return root(radicand, number(BigFraction.TWO), Optional.of(BigFraction.TWO));
  }

  private static Approximation sine(boolean sine, Approximation x) {
    if (x.value().re.abs().compareTo(MAX_ANGLE) > 0
        || x.value().im.abs().compareTo(MAX_IMAGINARY) > 0) {
      throw new UndefinedException("an angle beyond " + MAX_ANGLE);
    }
    if (x.isReal()) {
      BigDecimal angle = x.value().re;
      BigDecimal value =
          sine
              ? BigDecimalMath.sin(angle, Approximation.DIGITS)
              : BigDecimalMath.cos(angle, Approximation.DIGITS);
      // The reduction of the angle costs as many digits as the angle has before the point.
      return Approximation.real(
          value,
          x.error()
              .add(
                  angle.abs().add(BigDecimal.ONE, Approximation.BOUND).scaleByPowerOfTen(-47),
                  Approximation.BOUND));
    }
    BigComplex value =
        sine ? ElementaryFunctions.sin(x.value()) : ElementaryFunctions.cos(x.value());
    BigDecimal steepest = Approximation.magnitude(value).add(BigDecimal.ONE);
    return Approximation.rounded(
        value,
        x.error()
            .multiply(steepest, Approximation.BOUND)
            .add(steepest.scaleByPowerOfTen(-45), Approximation.BOUND));
  }

  private Approximation hyperbolic(String function, Approximation x) {
    Approximation up = numbers.exp(x);
    Approximation down = numbers.exp(minus(x));
    Approximation sinh = numbers.multiply(number(HALF), minus(up, down));
    Approximation cosh = numbers.multiply(number(HALF), numbers.add(up, down));
    return switch (function) {
      case "sinh" -> sinh;
      case "cosh" -> cosh;
      case "tanh" -> numbers.divide(sinh, cosh);
      case "coth" -> numbers.divide(cosh, sinh);
      case "sech" -> inverse(cosh);
      default -> inverse(sinh);
    };
  }

  private Approximation arcsine(Approximation x) {
    BigDecimal gap = BigDecimal.ONE.subtract(x.value().re.abs(), Approximation.DIGITS);
    if (!x.isReal() || gap.add(x.error(), Approximation.BOUND).signum() < 0) {
      if (!complex) {
        throw new UndefinedException("arcsine beyond 1");
      }
      return Approximation.rounded(
          ElementaryFunctions.asin(x.value()),
          x.error().scaleByPowerOfTen(3).add(new BigDecimal("1e-44"), Approximation.BOUND));
    }
    if (gap.abs().compareTo(new BigDecimal("1e-20")) < 0) {
      BigDecimal quarter = pi().value().re.divide(BigDecimal.valueOf(2), Approximation.DIGITS);
      // asin(1 - g) = pi/2 - sqrt(2 g) - ...
      BigDecimal off =
          gap.abs().add(x.error(), Approximation.BOUND).multiply(BigDecimal.valueOf(4));
      return Approximation.real(
          x.value().re.signum() < 0 ? quarter.negate() : quarter, off.sqrt(Approximation.BOUND));
    }
    BigDecimal slope = gap.sqrt(Approximation.BOUND);
    return Approximation.real(
        BigDecimalMath.asin(x.value().re, Approximation.DIGITS),
        x.error()
            .divide(slope, Approximation.BOUND)
            .add(new BigDecimal("1e-46"), Approximation.BOUND));
  }

  private Approximation arctangent(Approximation x) {
    if (!x.isReal()) {
      throw new UndefinedException("arctangent of a number that is not real");
    }
    return Approximation.real(
        ElementaryFunctions.arctangent(x.value().re),
        x.error().add(new BigDecimal("1e-46"), Approximation.BOUND));
  }

  /** Natural logarithm, the main branch. */
  Approximation log(Approximation x) {
    if (x.mayBeZero()) {
      throw new UndefinedException("logarithm of zero");
    }
    boolean positive = x.isReal() && x.value().re.signum() > 0;
    if (!positive && !complex) {
      throw new UndefinedException("logarithm of a negative number");
    }
    BigComplex value =
        positive
            ? BigComplex.valueOf(ElementaryFunctions.log(x.value().re))
            : ElementaryFunctions.log(x.value());
    BigDecimal error =
        x.error().multiply(BigDecimal.valueOf(2)).divide(x.magnitude(), Approximation.BOUND);
    return Approximation.rounded(value, error.add(new BigDecimal("1e-47"), Approximation.BOUND));
  }

  private Approximation root(
      Approximation x, Approximation index, Optional<BigFraction> exactIndex) {
    boolean natural =
        exactIndex.isPresent()
            && exactIndex.get().getDenominator().equals(BigInteger.ONE)
            && exactIndex.get().getNumerator().signum() > 0
            && exactIndex.get().getNumerator().bitLength() < 10;
    if (natural && x.isReal()) {
      Optional<Approximation> root = rootOfReal(x, exactIndex.get().intValue());
      if (root.isPresent()) {
        return root.get();
      }
    }
    return numbers.power(x, inverse(index), exactIndex.map(BigFraction::reciprocal));
  }

  /** The real root; empty if there is none and complex ones are wanted. */
  Optional<Approximation> rootOfReal(Approximation x, int index) {
    BigDecimal value = x.value().re;
    if (x.mayBeZero()) {
      double logarithm = x.error().signum() == 0 ? -100 : exponentOf(x.error()) + 2;
      BigDecimal error = BigDecimal.ONE.scaleByPowerOfTen((int) Math.ceil(logarithm / index));
      return Optional.of(
          new Approximation(
              BigComplex.ZERO,
              value.signum() == 0 && x.error().signum() == 0 ? BigDecimal.ZERO : error));
    }
    if (value.signum() < 0 && (index % 2 == 0 || complex)) {
      if (complex) {
        return Optional.empty();
      }
      throw new UndefinedException("an even root of a negative number");
    }
    BigDecimal positive = value.abs();
    BigDecimal root =
        index == 2
            ? positive.sqrt(Approximation.DIGITS)
            : ElementaryFunctions.root(positive, index);
    BigDecimal error =
        x.error().multiply(root, Approximation.BOUND).divide(positive, Approximation.BOUND);
    return Optional.of(Approximation.real(value.signum() < 0 ? root.negate() : root, error));
  }

  private static int exponentOf(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }

  private static Approximation absolute(Approximation x) {
    return Approximation.real(
        x.isReal() ? x.value().re.abs() : ElementaryFunctions.abs(x.value()), x.error());
  }

  private static Approximation sign(Approximation x) {
    if (!x.isReal()) {
      throw new UndefinedException("sign of a number that is not real");
    }
    return Approximation.real(
        x.mayBeZero() ? BigDecimal.ZERO : BigDecimal.valueOf(x.value().re.signum()),
        BigDecimal.ZERO);
  }

  private static BinaryOperator<Approximation> extreme(int sign) {
    return (left, right) -> {
      if (!left.isReal() || !right.isReal()) {
        throw new UndefinedException("no order between numbers that are not real");
      }
      return left.value().re.compareTo(right.value().re) * sign >= 0 ? left : right;
    };
  }

  private static BigDecimal integer(Approximation x, RoundingMode mode) {
    if (!x.isReal() || x.value().re.precision() - x.value().re.scale() > 40) {
      throw new UndefinedException("no integer part");
    }
    if (x.value().re.precision() - x.value().re.scale() < -100) {
      return BigDecimal.ZERO;
    }
    BigDecimal nearest = x.value().re.setScale(0, RoundingMode.HALF_EVEN);
    boolean atInteger =
        nearest.subtract(x.value().re).abs().compareTo(x.error().multiply(BigDecimal.TEN)) <= 0;
    return atInteger ? nearest : x.value().re.setScale(0, mode);
  }

  private static int natural(Approximation x) {
    BigDecimal nearest = integer(x, RoundingMode.FLOOR);
    boolean whole =
        nearest.subtract(x.value().re).abs().compareTo(x.error().multiply(BigDecimal.TEN)) <= 0;
    if (!whole
        || nearest.signum() < 0
        || nearest.compareTo(BigDecimal.valueOf(MAX_FACTORIAL)) > 0) {
      throw new UndefinedException("not a natural number up to " + MAX_FACTORIAL);
    }
    return nearest.intValue();
  }

  private Approximation factorial(int n) {
    return Approximation.real(
        BigDecimalMath.factorial(n).round(Approximation.DIGITS), BigDecimal.ZERO);
  }

  /** n (n-1) ... (n-k+1) / k! */
  private Approximation binomial(Approximation n, int k) {
    Approximation above = one();
    for (int i = 0; i < k; i++) {
      above = numbers.multiply(above, add(n, -i));
    }
    return numbers.divide(above, factorial(k));
  }

  /** Some smooth function that belongs to the name alone. */
  private Approximation unknown(String function, List<Approximation> arguments) {
    Approximation sum = number(new BigFraction(1 + Math.floorMod(function.hashCode(), 97), 101));
    for (int i = 0; i < arguments.size(); i++) {
      int slope = 1 + Math.floorMod(31 * function.hashCode() + i, 89);
      Approximation turned = numbers.multiply(number(new BigFraction(slope, 53)), arguments.get(i));
      sum = numbers.add(sum, numbers.add(turned, sine(true, turned)));
    }
    return sum;
  }
}
