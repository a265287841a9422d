package org.srl4j.core.graph.kernel;

import java.util.Arrays;

/** A float array that can grow between runs; plans of different shapes share one. */
public final class Storage {
  private float[] data;

  /** A zeroed array of this many elements. */
  public Storage(int length) {
    this.data = new float[length];
  }

  /** Wraps an array without copying. */
  public Storage(float[] data) {
    this.data = data;
  }

  /** The array; do not keep it beyond a run. */
  public float[] data() {
    return data;
  }

  /** Grows the array to at least this many elements; the content is kept. */
  public void ensure(int length) {
    if (data.length < length) {
      data = Arrays.copyOf(data, length);
    }
  }
}
