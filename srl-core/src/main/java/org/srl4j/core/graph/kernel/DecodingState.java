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
  private final int slotCount;
  private final int capacity;
  private final List<KeyValueCache> caches = new ArrayList<>();
  private final int[] slots;
  private final int[] positions;

  /**
   * An empty state.
   *
   * @param slotCount number of sequences that can be held at once
   * @param capacity positions a sequence can have
   */
  public DecodingState(int slotCount, int capacity) {
    this.slotCount = slotCount;
    // Rounded up so that kernels may read a whole vector past the last key.
    this.capacity = (capacity + 15) / 16 * 16;
    this.slots = new int[slotCount];
    this.positions = new int[slotCount];
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
