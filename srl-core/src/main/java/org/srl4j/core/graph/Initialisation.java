package org.srl4j.core.graph;

import java.util.Random;

/**
 * How a parameter starts: a constant, a normal distribution around 0, or a uniform one.
 *
 * @param constant value of every element when the others are 0
 * @param standardDeviation of the normal distribution, at least 0
 * @param bound the uniform distribution is [-bound, bound), at least 0
 */
public record Initialisation(double constant, double standardDeviation, double bound) {

  /** Every element the same. */
  public static Initialisation constant(double value) {
    return new Initialisation(value, 0, 0);
  }

  /** Independent normal draws around 0. */
  public static Initialisation normal(double standardDeviation) {
    return new Initialisation(0, standardDeviation, 0);
  }

  /** Independent uniform draws in [-bound, bound). */
  public static Initialisation uniform(double bound) {
    return new Initialisation(0, 0, bound);
  }

  /** One element's value. */
  float draw(Random random) {
    if (standardDeviation > 0) {
      return (float) (random.nextGaussian() * standardDeviation);
    }
    return (float) (bound > 0 ? (2 * random.nextDouble() - 1) * bound : constant);
  }
}
