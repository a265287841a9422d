package org.srl4j.eval.grade.algebra;

import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A unit of measurement, as a product of powers of base units.
 *
 * @param powers base unit to exponent, none of them 0
 * @param factor how many of the base product one of it is
 */
public record Unit(Map<String, Integer> powers, BigFraction factor) {

  /** No unit at all. */
  public static final Unit NONE = new Unit(Map.of(), BigFraction.ONE);

  /** Hundredths. */
  public static final String PERCENT = "percent";

  /** Degrees of arc. */
  public static final String DEGREE = "degree";

  /** Copies the powers. */
  public Unit {
    powers = Map.copyOf(new TreeMap<>(powers));
  }

  /** A unit that is a base unit. */
  public static Unit base(String name) {
    return new Unit(Map.of(name, 1), BigFraction.ONE);
  }

  /** Whether there is none. */
  public boolean isNone() {
    return powers.isEmpty();
  }

  /** Whether it is exactly this base unit. */
  public boolean is(String name) {
    return powers.equals(Map.of(name, 1));
  }

  /** Whether both measure the same kind of thing, so that values can be converted. */
  public boolean measuresLike(Unit other) {
    return powers.equals(other.powers);
  }

  /** This unit times a power of another. */
  public Unit times(Unit other, int exponent) {
    Map<String, Integer> all = new TreeMap<>(powers);
    other.powers.forEach((name, power) -> all.merge(name, power * exponent, Integer::sum));
    all.values().removeIf(power -> power == 0);
    return new Unit(all, factor.multiply(other.factor.pow(exponent)));
  }
}
