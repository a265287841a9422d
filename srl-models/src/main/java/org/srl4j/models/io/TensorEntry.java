package org.srl4j.models.io;

import java.util.Arrays;
import java.util.List;

/**
 * What the header of a safetensors file says about one tensor, after all checks.
 *
 * @param name the tensor's name
 * @param type the elements' type in the file
 * @param shape sizes of the axes, each at least 0
 * @param begin first byte, counted from the start of the data section
 * @param end one past the last byte; {@code end - begin} is the shape's product times the type's
 *     size
 */
public record TensorEntry(String name, ElementType type, List<Long> shape, long begin, long end) {

  /** Copies the shape. */
  public TensorEntry {
    shape = List.copyOf(shape);
  }

  /** Number of elements. */
  public long elementCount() {
    return (end - begin) / type.bytes();
  }

  /** The shape as {@link Tensor} has it. */
  long[] shapeArray() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public String toString() {
    return name + " " + type + " " + Arrays.toString(shapeArray());
  }
}
