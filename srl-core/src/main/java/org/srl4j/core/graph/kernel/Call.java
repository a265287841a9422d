package org.srl4j.core.graph.kernel;

import java.util.List;
import java.util.Map;

/**
 * What a kernel is asked to do.
 *
 * @param kind name of the operation, e.g. {@code matmul} or {@code causal_attention}
 * @param attributes named numbers; integers are stored exactly
 * @param inputShapes one shape an input
 */
public record Call(String kind, Map<String, Double> attributes, List<long[]> inputShapes) {

  /** Copies both collections. */
  public Call {
    attributes = Map.copyOf(attributes);
    inputShapes = List.copyOf(inputShapes);
  }

  /** A required number. */
  public double number(String name) {
    Double value = attributes.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          kind + ": attribute " + name + " is missing; there are " + attributes.keySet());
    }
    return value;
  }

  /** A required whole number. */
  public int integer(String name) {
    return (int) number(name);
  }

  /** An optional number. */
  public double number(String name, double otherwise) {
    return attributes.getOrDefault(name, otherwise);
  }

  /** Size of an axis of an input. */
  public int size(int input, int axis) {
    long[] shape = inputShapes.get(input);
    return (int) shape[axis < 0 ? shape.length + axis : axis];
  }

  /** Number of elements of an input. */
  public int elements(int input) {
    long product = 1;
    for (long s : inputShapes.get(input)) {
      product *= s;
    }
    return Math.toIntExact(product);
  }

  /** Number of rows when all axes but the last are folded into one. */
  public int rows(int input) {
    return elements(input) / Math.max(1, size(input, -1));
  }
}
