package org.srl4j.core.graph.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Positions and key/value caches of the sequences being decoded.
 *
 * <p>A sequence has a <em>slot</em>. Its keys and values lie in pages of {@link
 * KeyValueCache#LANES} positions, the same ones in every layer's cache (Kwon et al.,
 * arXiv:2309.06180, section 4.1). Slots with a common beginning share its full pages, so a group's
 * prompt is kept and read once. A row r of an incremental plan continues the sequence in slot
 * {@code slots[r]} from position {@code positions[r]}.
 */
public final class DecodingState {
  private static final int LANES = KeyValueCache.LANES;

  private final List<KeyValueCache> caches = new ArrayList<>();
  private final int[] slots;
  private final int[] positions;
  private int slotCount;
  private int[][] pages = {}; // [slot][position / L], -1 where there is none
  private int[] users = {}; // [page], slots that have it
  private int[] free = {}; // the first freeCount entries are pages nobody has
  private int freeCount;

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
   * and kept, so a plan may find other arrays in its next run.
   *
   * @param newSlotCount number of sequences to hold at once, at most the constructor's
   * @param capacity positions a sequence can have
   */
  public void reserve(int newSlotCount, int capacity) {
    if (newSlotCount < 1 || newSlotCount > slots.length) {
      throw new IllegalArgumentException(
          "slotCount: must be in 1.." + slots.length + ", got " + newSlotCount);
    }
    slotCount = newSlotCount;
    int perSlot = (capacity + LANES - 1) / LANES;
    pages = new int[slotCount][perSlot];
    for (int[] row : pages) {
      Arrays.fill(row, -1);
    }
    users = new int[Math.multiplyExact(slotCount, perSlot)];
    free = new int[users.length];
    freeCount = free.length;
    Arrays.setAll(free, i -> free.length - 1 - i);
    caches.forEach(cache -> cache.reserve(users.length));
  }

  /** The last slot. */
  public int spareSlot() {
    return slotCount - 1;
  }

  /** Slot of every row, as {@link #place} said. */
  public int[] slots() {
    return slots;
  }

  /** First position of every row, as {@link #place} said. */
  public int[] positions() {
    return positions;
  }

  /**
   * Says what a row of the next run continues, and gives its slot the pages to write to.
   *
   * @param row of the plan
   * @param slot whose sequence it continues
   * @param position of the row's first token
   * @param count tokens of the row
   */
  public void place(int row, int slot, int position, int count) {
    slots[row] = slot;
    positions[row] = position;
    int[] own = pages[slot];
    int last = Math.min(own.length - 1, (position + count - 1) / LANES);
    for (int block = position / LANES; block <= last; block++) {
      if (own[block] < 0) {
        own[block] = take();
      }
    }
  }

  private int take() {
    int page = free[--freeCount];
    users[page] = 1;
    return page;
  }

  /** Takes all pages from a slot whose sequence is no longer needed. */
  public void clear(int slot) {
    int[] own = pages[slot];
    for (int block = 0; block < own.length; block++) {
      if (own[block] >= 0 && --users[own[block]] == 0) {
        free[freeCount++] = own[block];
      }
      own[block] = -1;
    }
  }

  /** Gives a slot the first positions of another: full pages are shared, the last one is copied. */
  public void share(int from, int to, int length) {
    clear(to);
    int full = length / LANES;
    for (int block = 0; block < full; block++) {
      pages[to][block] = pages[from][block];
      users[pages[from][block]]++;
    }
    if (length % LANES > 0) {
      int page = take();
      pages[to][full] = page;
      caches.forEach(cache -> cache.copyPage(pages[from][full], page));
    }
  }

  /** Pages of a slot, one for every {@link KeyValueCache#LANES} positions; -1 where none is. */
  public int[] pages(int slot) {
    return pages[slot];
  }

  /** The cache of the n-th attention of the graph, made on first use. */
  KeyValueCache cache(int layer, int keyValueHeads, int headSize) {
    while (caches.size() <= layer) {
      caches.add(new KeyValueCache(users.length, keyValueHeads, headSize));
    }
    return caches.get(layer);
  }

  /** The cache of the n-th attention, for kernels. */
  public KeyValueCache cacheFor(Call call, int keyValueHeads, int headSize) {
    return cache(call.integer("layer"), keyValueHeads, headSize);
  }
}
