package org.srl4j.core.graph;

/**
 * How a parameter starts: a constant, or a normal distribution around 0.
 *
 * @param constant value of every element when {@code standardDeviation} is 0
 * @param standardDeviation of the normal distribution, at least 0
 */
public record Initialisation(double constant, double standardDeviation) {

  /** Every element the same. */
  public static Initialisation constant(double value) {
    return new Initialisation(value, 0);
  }

  /** Independent normal draws around 0. */
  public static Initialisation normal(double standardDeviation) {
    return new Initialisation(0, standardDeviation);
  }
}
