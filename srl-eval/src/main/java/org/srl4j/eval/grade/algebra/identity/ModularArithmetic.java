package org.srl4j.eval.grade.algebra.identity;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.math3.fraction.BigFraction;
import org.srl4j.eval.grade.algebra.Expression.Constant;

/**
 * Residues modulo a prime at a random point. What is not rational (a root, a sine, a power with a
 * variable exponent) stands for a random residue that depends on its arguments alone: so equal
 * residues mean equal expressions, but for a chance of about degree / 2^126, while different
 * residues mean different ones only between rational functions.
 */
final class ModularArithmetic implements Arithmetic<BigInteger> {
  /** The first prime above 2^126 that leaves 1 modulo 4, so that minus one has a square root. */
  private static final BigInteger PRIME = primeWithRootOfMinusOne();

  private static final BigInteger ROOT_OF_MINUS_ONE = rootOfMinusOne();
  private static final int MAX_FACTORIAL = 100_000;

  /** Beyond it a variable power could wrap around the prime. */
  private static final int MAX_EXPONENT_BITS = 64;

  private final String seed;
  private final Work work;

  ModularArithmetic(int point, Work work) {
    this.seed = "point " + point + ' ';
    this.work = work;
  }

  private static BigInteger primeWithRootOfMinusOne() {
    BigInteger prime = BigInteger.ONE.shiftLeft(126).nextProbablePrime();
    while (!prime.testBit(0) || prime.testBit(1)) {
      prime = prime.nextProbablePrime();
    }
    return prime;
  }

  private static BigInteger rootOfMinusOne() {
    BigInteger quarter = PRIME.subtract(BigInteger.ONE).shiftRight(2);
    for (BigInteger base = BigInteger.TWO; ; base = base.add(BigInteger.ONE)) {
      BigInteger root = base.modPow(quarter, PRIME);
      if (root.multiply(root).mod(PRIME).equals(PRIME.subtract(BigInteger.ONE))) {
        return root;
      }
    }
  }

  private BigInteger random(String text) {
    byte[] bytes = (seed + text).getBytes(StandardCharsets.UTF_8);
    UUID hash = UUID.nameUUIDFromBytes(bytes);
    return BigInteger.valueOf(hash.getMostSignificantBits())
        .shiftLeft(64)
        .add(BigInteger.valueOf(hash.getLeastSignificantBits()))
        .mod(PRIME);
  }

  @Override
  public BigInteger number(BigFraction value) {
    return divide(value.getNumerator().mod(PRIME), value.getDenominator().mod(PRIME));
  }

  @Override
  public BigInteger constant(Constant constant) {
    return switch (constant) {
      case I -> ROOT_OF_MINUS_ONE;
      case PI, E -> random("constant " + constant);
      case INFINITY -> throw new UndefinedException("infinity is no number");
    };
  }

  @Override
  public BigInteger symbol(String name) {
    return random("symbol " + name);
  }

  @Override
  public BigInteger add(BigInteger left, BigInteger right) {
    return left.add(right).mod(PRIME);
  }

  @Override
  public BigInteger multiply(BigInteger left, BigInteger right) {
    return left.multiply(right).mod(PRIME);
  }

  @Override
  public BigInteger divide(BigInteger above, BigInteger below) {
    if (below.signum() == 0) {
      throw new UndefinedException("division by zero");
    }
    return below.equals(BigInteger.ONE)
        ? above
        : above.multiply(below.modInverse(PRIME)).mod(PRIME);
  }

  @Override
  public BigInteger power(BigInteger base, BigInteger exponent) {
    if (exponent.bitLength() > MAX_EXPONENT_BITS) {
      return random("power " + base + ' ' + exponent);
    }
    if (base.signum() == 0 && exponent.signum() <= 0) {
      throw new UndefinedException("zero to a power that is not positive");
    }
    return base.modPow(exponent, PRIME);
  }

  @Override
  public BigInteger power(BigInteger base, BigInteger exponent, Optional<BigFraction> exact) {
    return random("power " + base + ' ' + exponent);
  }

  @Override
  public BigInteger call(
      String function, List<BigInteger> arguments, List<Optional<BigFraction>> exact) {
    if (function.equals("factorial") && exact.get(0).isPresent()) {
      return factorial(exact.get(0).get());
    }
    return random("call " + function + ' ' + arguments);
  }

  private BigInteger factorial(BigFraction value) {
    if (!value.getDenominator().equals(BigInteger.ONE)
        || value.getNumerator().signum() < 0
        || value.getNumerator().bitLength() > 30
        || value.intValue() > MAX_FACTORIAL) {
      return random("factorial " + value);
    }
    int n = value.intValue();
    work.spend(n / 10);
    BigInteger product = BigInteger.ONE;
    for (int i = 2; i <= n; i++) {
      product = product.multiply(BigInteger.valueOf(i)).mod(PRIME);
    }
    return product;
  }
}
