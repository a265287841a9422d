package org.srl4j.core.graph.kernel;

/**
 * Keys and values of one attention for all slots. Axes: S = slot, K = key/value head, D = head
 * size, C = capacity in positions.
 */
public final class KeyValueCache {
  private final int heads;
  private final int headSize;
  private int capacity;
  private float[] keysTransposed = {}; // [S, K, D, C]
  private float[] values = {}; // [S, K, C, D]

  KeyValueCache(int slots, int capacity, int heads, int headSize) {
    this.heads = heads;
    this.headSize = headSize;
    reserve(slots, capacity);
  }

  /** Lays the arrays out anew, larger ones only if they are too small; contents are lost. */
  void reserve(int slots, int capacity) {
    this.capacity = capacity;
    int size = Math.multiplyExact(Math.multiplyExact(slots, capacity), heads * headSize);
    if (size > values.length) {
      keysTransposed = new float[0]; // lets the old ones go before the new ones come
      values = keysTransposed;
      keysTransposed = new float[size];
      values = new float[size];
    }
  }

  /** All keys, [S, K, D, C]; another array after the state reserved more. */
  public float[] keysTransposed() {
    return keysTransposed;
  }

  /** All values, [S, K, C, D]; another array after the state reserved more. */
  public float[] values() {
    return values;
  }

  /** C, also the stride between two key components. */
  public int capacity() {
    return capacity;
  }

  /** Where a slot's head begins, in both arrays. */
  public int offset(int slot, int head) {
    return (slot * heads + head) * capacity * headSize;
  }

  /** Writes one position's key and value, [K * D] each. */
  public void put(
      int slot, int position, float[] key, int keyOffset, float[] value, int valueOffset) {
    for (int h = 0; h < heads; h++) {
      int base = offset(slot, h);
      for (int d = 0; d < headSize; d++) {
        keysTransposed[base + d * capacity + position] = key[keyOffset + h * headSize + d];
      }
      System.arraycopy(
          value, valueOffset + h * headSize, values, base + position * headSize, headSize);
    }
  }

  void copySlot(int from, int to, int length) {
    for (int h = 0; h < heads; h++) {
      int source = offset(from, h);
      int target = offset(to, h);
      for (int d = 0; d < headSize; d++) {
        System.arraycopy(
            keysTransposed, source + d * capacity, keysTransposed, target + d * capacity, length);
      }
      System.arraycopy(values, source, values, target, length * headSize);
    }
  }
}
