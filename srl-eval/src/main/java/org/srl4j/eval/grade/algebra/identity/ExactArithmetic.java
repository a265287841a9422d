package org.srl4j.eval.grade.algebra.identity;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.srl4j.eval.grade.algebra.Expression.Constant;

/** Rational numbers, up to 60,000 bits. */
final class ExactArithmetic implements Arithmetic<BigFraction> {
  private static final int MAX_BITS = 60_000;
  private static final int MAX_FACTORIAL = 3000;

  private static BigFraction bounded(BigFraction value) {
    if (bits(value) > MAX_BITS) {
      throw new UndefinedException("a number of more than " + MAX_BITS + " bits");
    }
    return value;
  }

  private static long bits(BigFraction value) {
    return Math.max(value.getNumerator().bitLength(), value.getDenominator().bitLength());
  }

  @Override
  public BigFraction number(BigFraction value) {
    return value;
  }

  @Override
  public BigFraction constant(Constant constant) {
    throw new UndefinedException(constant + " is not rational");
  }

  @Override
  public BigFraction symbol(String name) {
    throw new UndefinedException(name + " is no number");
  }

  @Override
  public BigFraction add(BigFraction left, BigFraction right) {
    return bounded(left.add(right));
  }

  @Override
  public BigFraction multiply(BigFraction left, BigFraction right) {
    return bounded(left.multiply(right));
  }

  @Override
  public BigFraction divide(BigFraction above, BigFraction below) {
    if (below.getNumerator().signum() == 0) {
      throw new UndefinedException("division by zero");
    }
    return bounded(above.divide(below));
  }

  @Override
  public BigFraction power(BigFraction base, BigInteger exponent) {
    if (base.getNumerator().signum() == 0) {
      if (exponent.signum() <= 0) {
        throw new UndefinedException("zero to a power that is not positive");
      }
      return base;
    }
    if (exponent.bitLength() > 20 || bits(base) * Math.abs(exponent.longValue()) > MAX_BITS) {
      throw new UndefinedException("a power of more than " + MAX_BITS + " bits");
    }
    int power = Math.abs(exponent.intValue());
    BigInteger above = base.getNumerator().pow(power);
    BigInteger below = base.getDenominator().pow(power);
    return exponent.signum() < 0 ? new BigFraction(below, above) : new BigFraction(above, below);
  }

  @Override
  public BigFraction power(BigFraction base, BigFraction exponent, Optional<BigFraction> exact) {
    BigInteger index = exponent.getDenominator();
    return power(root(base, index), exponent.getNumerator());
  }

  private static BigFraction root(BigFraction value, BigInteger index) {
    if (index.signum() <= 0 || index.bitLength() > 8) {
      throw new UndefinedException("a root of index " + index);
    }
    int n = index.intValue();
    boolean negative = value.getNumerator().signum() < 0;
    if (negative && n % 2 == 0) {
      throw new UndefinedException("an even root of a negative number");
    }
    BigInteger above = root(value.getNumerator().abs(), n);
    BigFraction root = new BigFraction(above, root(value.getDenominator(), n));
    return negative ? root.negate() : root;
  }

  private static BigInteger root(BigInteger value, int index) {
    BigInteger root = index == 2 ? value.sqrt() : newtonRoot(value, index);
    if (!root.pow(index).equals(value)) {
      throw new UndefinedException("a root that is not rational");
    }
    return root;
  }

  private static BigInteger newtonRoot(BigInteger value, int index) {
    if (value.signum() == 0) {
      return value;
    }
    BigInteger root = BigInteger.ONE.shiftLeft(value.bitLength() / index + 1);
    BigInteger n = BigInteger.valueOf(index);
    while (true) {
      BigInteger next =
          root.multiply(n.subtract(BigInteger.ONE))
              .add(value.divide(root.pow(index - 1)))
              .divide(n);
      if (next.compareTo(root) >= 0) {
        return root;
      }
      root = next;
    }
  }

  @Override
  public BigFraction call(
      String function, List<BigFraction> arguments, List<Optional<BigFraction>> exact) {
    BigFraction first = arguments.get(0);
    return switch (function) {
      case "root" -> root(first, natural(arguments.get(1)));
      case "factorial" -> new BigFraction(factorial(natural(first)));
      case "binomial" -> binomial(natural(first), natural(arguments.get(1)));
      case "abs" -> first.abs();
      case "floor" -> new BigFraction(floor(first));
      case "ceil" -> new BigFraction(floor(first.negate()).negate());
      case "sgn" -> new BigFraction(first.getNumerator().signum());
      case "max" -> arguments.stream().max(BigFraction::compareTo).orElseThrow();
      case "min" -> arguments.stream().min(BigFraction::compareTo).orElseThrow();
      case "gcd" -> folded(arguments, BigInteger::gcd);
      case "lcm" ->
          folded(arguments, (a, b) -> a.signum() == 0 ? a : a.divide(a.gcd(b)).multiply(b));
      default -> throw new UndefinedException(function + " is not rational in general");
    };
  }

  private static BigInteger floor(BigFraction value) {
    BigInteger[] parts = value.getNumerator().divideAndRemainder(value.getDenominator());
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private static BigInteger natural(BigFraction value) {
    if (!value.getDenominator().equals(BigInteger.ONE) || value.getNumerator().signum() < 0) {
      throw new UndefinedException("not a natural number");
    }
    return value.getNumerator();
  }

  private static BigFraction folded(List<BigFraction> values, BinaryOperator<BigInteger> fold) {
    return new BigFraction(
        values.stream().map(ExactArithmetic::natural).reduce(fold).orElseThrow());
  }

  private static BigInteger factorial(BigInteger n) {
    if (n.compareTo(BigInteger.valueOf(MAX_FACTORIAL)) > 0) {
      throw new UndefinedException("a factorial beyond " + MAX_FACTORIAL);
    }
    BigInteger product = BigInteger.ONE;
    for (int i = 2; i <= n.intValue(); i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return product;
  }

  private static BigFraction binomial(BigInteger n, BigInteger k) {
    if (n.compareTo(k) < 0) {
      return BigFraction.ZERO;
    }
    if (n.compareTo(BigInteger.valueOf(MAX_FACTORIAL)) > 0) {
      throw new UndefinedException("a binomial coefficient beyond " + MAX_FACTORIAL);
    }
    if (n.intValue() <= 60) {
      return new BigFraction(CombinatoricsUtils.binomialCoefficient(n.intValue(), k.intValue()));
    }
    return new BigFraction(factorial(n))
        .divide(new BigFraction(factorial(k).multiply(factorial(n.subtract(k)))));
  }
}
