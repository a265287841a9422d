package org.srl4j.core.graph.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Positions and key/value caches of the sequences being decoded.
 *
 * <p>A sequence owns a <em>slot</em> of every cache. A row r of an incremental plan continues the
 * sequence in slot {@code slots[r]} from position {@code positions[r]}.
 */
public final class DecodingState {
  private int slotCount;
  private int capacity;
  private final List<KeyValueCache> caches = new ArrayList<>();
  private final int[] slots;
  private final int[] positions;

  /**
   * An empty state.
   *
   * @param slotCount number of sequences that can be held at once, and of rows of a plan
   * @param capacity positions a sequence can have until {@link #reserve} says otherwise
   */
  public DecodingState(int slotCount, int capacity) {
    this.slots = new int[slotCount];
    this.positions = new int[slotCount];
    reserve(slotCount, capacity);
  }

  /**
   * Makes room for other sequences; what the caches held is lost. Memory is taken as it is needed
   * and kept, so a plan finds other arrays, offsets and strides in its next run.
   *
   * @param slotCount number of sequences to hold at once, at most the constructor's
   * @param capacity positions a sequence can have
   */
  public void reserve(int slotCount, int capacity) {
    if (slotCount < 1 || slotCount > slots.length) {
      throw new IllegalArgumentException(
          "slotCount: must be in 1.." + slots.length + ", got " + slotCount);
    }
    this.slotCount = slotCount;
    // Whole vectors, as kernels may read one past the last key; an odd number of them, as rows of
    // keys a power of two apart would compete for the same few lines of the processor's cache.
    this.capacity = ((capacity + 15) / 16 | 1) * 16;
    for (KeyValueCache cache : caches) {
      cache.reserve(slotCount, this.capacity);
    }
  }

  /** The last slot. */
  public int spareSlot() {
    return slotCount - 1;
  }

  /** Slot of every row, written by the caller before a run. */
  public int[] slots() {
    return slots;
  }

  /** First position of every row, written by the caller before a run. */
  public int[] positions() {
    return positions;
  }

  /** The cache of the n-th attention of the graph, made on first use. */
  KeyValueCache cache(int layer, int keyValueHeads, int headSize) {
    while (caches.size() <= layer) {
      caches.add(new KeyValueCache(slotCount, capacity, keyValueHeads, headSize));
    }
    return caches.get(layer);
  }

  /** The cache of the n-th attention, for kernels. */
  public KeyValueCache cacheFor(Call call, int keyValueHeads, int headSize) {
    return cache(call.integer("layer"), keyValueHeads, headSize);
  }

  /** Copies the first positions of one slot into another, in all caches. */
  public void copySlot(int from, int to, int length) {
    for (KeyValueCache cache : caches) {
      cache.copySlot(from, to, length);
    }
  }
}
