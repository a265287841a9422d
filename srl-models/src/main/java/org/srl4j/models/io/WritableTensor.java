package org.srl4j.models.io;

/** A named tensor to be written, whose values may come into being only when they are asked for. */
public interface WritableTensor {

  /** The tensor's name in the file, not empty. */
  String name();

  /** Sizes of the axes, each at least 0; no axes = a scalar. */
  long[] shape();

  /** Number of values, the shape's product. */
  default long count() {
    long count = 1;
    for (long size : shape()) {
      count = Math.multiplyExact(count, size);
    }
    return count;
  }

  /**
   * Copies a stretch of the values, row-major. The writer asks for one stretch after another, each
   * but the last of {@link SafeTensors#STRETCH} values.
   *
   * @param first index of the first value, a multiple of {@link SafeTensors#STRETCH}
   * @param target receives the values from index 0 on
   * @param count how many
   */
  void copy(long first, float[] target, int count);
}
