package org.srl4j.eval.grade.sympy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.special.Gamma;

/**
 * The value of an expression at a point: rational arithmetic is exact while the numbers are short,
 * the rest is in complex doubles with a bound of the rounding error. An undefined function is a
 * fixed pseudo-random polynomial of its arguments, so equal arguments give equal values.
 */
final class Evaluation {
  private static final int LARGEST_EXACT_FACTORIAL = 3000;
  private static final int PSEUDO_DEGREE = 3;

  private final Map<String, Complex> point;

  /** An evaluation at values of all unknowns. */
  Evaluation(Map<String, Complex> point) {
    this.point = point;
  }

  /** The value; not a number at a pole. */
  Value of(Expr expr) {
    if (expr instanceof Expr.Rational number) {
      return Value.of(number.value());
    }
    if (expr instanceof Expr.Constant constant) {
      return constant(constant);
    }
    if (expr instanceof Expr.Unknown unknown) {
      return Value.of(point.get(unknown.name()), 0);
    }
    if (expr instanceof Expr.Sum sum) {
      return sum.terms().stream().map(this::of).reduce(Value.of(BigFraction.ZERO), Value::plus);
    }
    if (expr instanceof Expr.Product product) {
      return product.factors().stream()
          .map(this::of)
          .reduce(Value.of(BigFraction.ONE), Value::times);
    }
    if (expr instanceof Expr.Power power) {
      return of(power.base()).power(of(power.exponent()));
    }
    if (expr instanceof Expr.Call call) {
      return call(call.function(), call.arguments().stream().map(this::of).toList());
    }
    return Value.of(Complex.NaN, 0);
  }

  private static Value constant(Expr.Constant constant) {
    return Value.of(
        switch (constant) {
          case PI -> new Complex(Math.PI);
          case E -> new Complex(Math.E);
          case I -> Complex.I;
          case INFINITY -> new Complex(Double.POSITIVE_INFINITY);
        },
        0);
  }

  private static Value call(String function, List<Value> arguments) {
    if (arguments.isEmpty()) {
      return undefined(function, arguments);
    }
    Value first = arguments.get(0);
    if (arguments.size() == 2 && function.equals("log")) {
      return logarithm(first)
          .times(logarithm(arguments.get(1)).power(Value.of(BigFraction.MINUS_ONE)));
    }
    if (arguments.size() == 1) {
      if (function.equals("log")) {
        return logarithm(first);
      }
      if (function.equals("factorial") && first.isReal()) {
        return factorial(first);
      }
      var known = Functions.ofOne(function);
      if (known.isPresent()) {
        return smooth(known.get(), first);
      }
    }
    if (function.equals("binomial")
        && arguments.size() == 2
        && isSmallNatural(first)
        && isSmallNatural(arguments.get(1))) {
      return binomial(first.exact().intValue(), arguments.get(1).exact().intValue());
    }
    return undefined(function, arguments);
  }

  private static Value logarithm(Value argument) {
    return argument.real() > 0 && argument.number().getImaginary() == 0
        ? Value.of(
            new Complex(Math.log(argument.real())), argument.error() / Math.abs(argument.real()))
        : smooth(Complex::log, argument);
  }

  /** The error comes out of a second evaluation beside the first. */
  private static Value smooth(UnaryOperator<Complex> function, Value argument) {
    Complex value = function.apply(argument.number());
    double away = Math.max(argument.error(), Double.MIN_NORMAL);
    double change = function.apply(argument.number().add(away)).subtract(value).abs();
    return Value.of(value, Double.isFinite(change) ? change : 0);
  }

  private static boolean isSmallNatural(Value value) {
    return value.isInteger()
        && value.exact().getNumerator().signum() >= 0
        && value.exact().getNumerator().bitLength() < 31
        && value.exact().intValue() <= LARGEST_EXACT_FACTORIAL;
  }

  private static Value factorial(Value n) {
    if (!isSmallNatural(n)) {
      boolean pole = n.isInteger() && n.exact().getNumerator().signum() < 0;
      double value = n.real() > 170 ? Double.POSITIVE_INFINITY : Gamma.gamma(n.real() + 1);
      return Value.of(pole ? Complex.NaN : new Complex(value), Math.abs(value) * 1e-13);
    }
    return Value.of(new BigFraction(product(1, n.exact().intValue()), BigInteger.ONE));
  }

  private static Value binomial(int n, int k) {
    if (k > n) {
      return Value.of(BigFraction.ZERO);
    }
    return Value.of(new BigFraction(product(n - k + 1, n), product(1, k)));
  }

  private static BigInteger product(int from, int to) {
    BigInteger product = BigInteger.ONE;
    for (int i = from; i <= to; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return product;
  }

  private static Value undefined(String function, List<Value> arguments) {
    Random coefficients = new Random(31L * function.hashCode() + arguments.size());
    Value sum = Value.of(new Complex(coefficients.nextDouble(), coefficients.nextDouble()), 0);
    for (Value argument : arguments) {
      Value power = Value.of(BigFraction.ONE);
      for (int i = 0; i < PSEUDO_DEGREE; i++) {
        power = power.times(argument);
        Complex coefficient = new Complex(coefficients.nextDouble(), coefficients.nextDouble());
        sum = sum.plus(power.times(Value.of(coefficient, 0)));
      }
    }
    return sum;
  }
}
