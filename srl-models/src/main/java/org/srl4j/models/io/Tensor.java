package org.srl4j.models.io;

import java.util.Arrays;
import java.util.Objects;

/**
 * A named array of floats as it stands in a weight file. The arrays are shared, not copied.
 *
 * @param name the tensor's name in the file, not empty
 * @param shape sizes of the axes, each at least 0; no axes = a scalar
 * @param data the values in row-major order, as many as the shape's product, among others
 * @param offset where the values begin in {@code data}, at least 0
 */
public record Tensor(String name, long[] shape, float[] data, int offset)
    implements WritableTensor {

  /** A tensor that is the whole of an array, which must have as many values as its shape. */
  public Tensor(String name, long[] shape, float[] data) {
    this(name, shape, data, 0);
    if (count() != data.length) {
      throw new IllegalArgumentException(needs(name, shape, count(), data.length));
    }
  }

  /** Rejects a shape that does not fit the data. */
  public Tensor {
    Objects.requireNonNull(name, "name");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name: a tensor needs a name, got an empty one");
    }
    long count = 1;
    for (long size : shape) {
      if (size < 0 || size > 0 && count > Integer.MAX_VALUE / size) {
        throw new IllegalArgumentException(
            "shape of "
                + name
                + ": sizes must be at least 0 with a product below 2^31, got "
                + Arrays.toString(shape));
      }
      count *= size;
    }
    if (offset < 0 || count > data.length - offset) {
      throw new IllegalArgumentException(needs(name, shape, count, data.length - offset));
    }
  }

  private static String needs(String name, long[] shape, long count, int found) {
    return "data of "
        + name
        + ": shape "
        + Arrays.toString(shape)
        + " needs "
        + count
        + " values, got "
        + found;
  }

  @Override
  public void copy(long first, float[] target, int count) {
    System.arraycopy(data, offset + Math.toIntExact(first), target, 0, count);
  }
}
