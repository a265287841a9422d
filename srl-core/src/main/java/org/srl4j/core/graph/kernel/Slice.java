package org.srl4j.core.graph.kernel;

/**
 * Where a tensor lives on the Java heap: a stretch of a {@link Storage}, row-major. Integer tensors
 * are kept as floats, exact below 2^24.
 *
 * @param storage the array's owner; the array may be replaced between runs, so kernels ask each run
 * @param offset first element
 * @param length number of elements
 */
public record Slice(Storage storage, int offset, int length) {

  /** A slice over an array of its own. */
  public static Slice allocate(int length) {
    return new Slice(new Storage(length), 0, length);
  }

  /** The array that holds this slice, at {@link #offset()}. */
  public float[] data() {
    return storage.data();
  }
}
