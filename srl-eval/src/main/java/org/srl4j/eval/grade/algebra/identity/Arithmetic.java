package org.srl4j.eval.grade.algebra.identity;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.srl4j.eval.grade.algebra.Expression.Constant;

/**
 * Numbers of one kind. Every operation throws {@link UndefinedException} where there is no value.
 *
 * @param <V> the numbers
 */
interface Arithmetic<V> {

  V number(BigFraction value);

  V constant(Constant constant);

  V symbol(String name);

  V add(V left, V right);

  V multiply(V left, V right);

  V divide(V above, V below);

  V power(V base, BigInteger exponent);

  /**
   * A power that is no integer one.
   *
   * @param exact the exponent, if it is rational
   */
  V power(V base, V exponent, Optional<BigFraction> exact);

  /**
   * A function.
   *
   * @param exact the arguments that are rational, in the same order
   */
  V call(String function, List<V> arguments, List<Optional<BigFraction>> exact);
}
