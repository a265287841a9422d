package org.srl4j.core.graph;

import java.util.Arrays;
import java.util.Objects;

/**
 * A tensor of a graph that can be trained.
 *
 * @param name full name, as in a checkpoint
 * @param shape sizes of its axes
 * @param initialisation how it starts
 */
public record ParameterSpec(String name, long[] shape, Initialisation initialisation) {

  /** Rejects missing parts. */
  public ParameterSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(initialisation, "initialisation");
    shape = shape.clone();
  }

  /**
   * Number of elements.
   *
   * @throws IllegalArgumentException if no array can hold them
   */
  public int elements() {
    try {
      long product = 1;
      for (long s : shape) {
        product = Math.multiplyExact(product, s);
      }
      return Math.toIntExact(product);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          String.format(
              "parameter %s: shape %s has more than %,d elements, which no array holds; use a"
                  + " smaller policy",
              name, Arrays.toString(shape), Integer.MAX_VALUE),
          e);
    }
  }
}
