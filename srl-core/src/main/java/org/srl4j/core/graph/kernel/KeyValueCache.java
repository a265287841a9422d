package org.srl4j.core.graph.kernel;

/**
 * Keys and values of one attention, in pages that the {@link DecodingState} hands out. Axes: P =
 * page, K = key/value head, D = head size, L = {@value #LANES} positions.
 */
public final class KeyValueCache {
  /**
   * L, positions of a page: their keys lie together, so that a vector of them is read in one go.
   */
  public static final int LANES = 16;

  private final int heads;
  private final int headSize;
  private float[] keys = {}; // [P, K, D, L]
  private float[] values = {}; // [P, K, L, D]

  KeyValueCache(int pages, int heads, int headSize) {
    this.heads = heads;
    this.headSize = headSize;
    reserve(pages);
  }

  /** Makes room for so many pages; contents are lost if the arrays were too small. */
  void reserve(int pages) {
    int size = Math.multiplyExact(pages, pageSize());
    if (size > values.length) {
      keys = new float[0]; // lets the old ones go before the new ones come
      values = keys;
      keys = new float[size];
      values = new float[size];
    }
  }

  /** All keys, [P, K, D, L]; another array after the state reserved more. */
  public float[] keys() {
    return keys;
  }

  /** All values, [P, K, L, D]; another array after the state reserved more. */
  public float[] values() {
    return values;
  }

  /** K * L * D, elements of a page in either array. */
  public int pageSize() {
    return heads * LANES * headSize;
  }

  /** Writes one position's key and value, [K * D] each. */
  public void put(int page, int lane, float[] key, int keyOffset, float[] value, int valueOffset) {
    for (int h = 0; h < heads; h++) {
      int base = page * pageSize() + h * LANES * headSize;
      for (int d = 0; d < headSize; d++) {
        keys[base + d * LANES + lane] = key[keyOffset + h * headSize + d];
      }
      System.arraycopy(value, valueOffset + h * headSize, values, base + lane * headSize, headSize);
    }
  }

  void copyPage(int from, int to) {
    int size = pageSize();
    System.arraycopy(keys, from * size, keys, to * size, size);
    System.arraycopy(values, from * size, values, to * size, size);
  }
}
