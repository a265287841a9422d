package org.srl4j.core.graph.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Positions and key/value caches of the sequences being decoded.
 *
 * <p>A sequence has a <em>slot</em>. Its keys and values lie in pages of {@link
 * KeyValueCache#LANES} positions, the same ones in every layer's cache (Kwon et al.,
 * arXiv:2309.06180, section 4.1). Slots with a common beginning share its full pages, so a group's
 * prompt is kept and read once; pages of earlier prompts are kept for prompts that begin alike
 * until memory runs short or {@link #forget} is called. A row r of an incremental plan continues
 * the sequence in slot {@code slots[r]} from position {@code positions[r]}.
 */
public final class DecodingState {
  private static final int LANES = KeyValueCache.LANES;

  private final List<KeyValueCache> caches = new ArrayList<>();
  private final int[] slots;
  private final int[] positions;
  private final PrefixPages known = new PrefixPages();
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
   * Makes room for other sequences; those of before are gone. Memory is taken as it is needed and
   * kept, so a plan may find other arrays in its next run.
   *
   * @param wantedSlots number of sequences to hold at once, at most the constructor's
   * @param capacity positions a sequence can have
   */
  public void reserve(int wantedSlots, int capacity) {
    if (wantedSlots < 1 || wantedSlots > slots.length) {
      throw new IllegalArgumentException(
          "slotCount: must be in 1.." + slots.length + ", got " + wantedSlots);
    }
    int perSlot = (capacity + LANES - 1) / LANES;
    if (wantedSlots <= slotCount && perSlot <= pages[0].length) {
      for (int slot = 0; slot < slotCount; slot++) {
        clear(slot);
      }
      return;
    }
    known.clear(page -> {});
    slotCount = wantedSlots;
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
    if (freeCount == 0) {
      forget();
    }
    int page = free[--freeCount];
    users[page] = 1;
    return page;
  }

  private void release(int page) {
    if (--users[page] == 0) {
      free[freeCount++] = page;
    }
  }

  /** Takes all pages from a slot whose sequence is no longer needed. */
  public void clear(int slot) {
    int[] own = pages[slot];
    for (int block = 0; block < own.length; block++) {
      if (own[block] >= 0) {
        release(own[block]);
      }
      own[block] = -1;
    }
  }

  /**
   * Begins a sequence in a slot with the pages that are known of its first tokens.
   *
   * @param tokens of the sequence, at least {@code length}
   * @param length how many of them may come from known pages
   * @return positions that need not be computed, a multiple of {@link KeyValueCache#LANES}
   */
  public int begin(int slot, int[] tokens, int length) {
    clear(slot);
    int before = PrefixPages.FIRST;
    int block = 0;
    for (; (block + 1) * LANES <= length; block++) {
      OptionalInt page = known.find(before, tokens, block * LANES);
      if (page.isEmpty()) {
        break;
      }
      before = page.getAsInt();
      pages[slot][block] = before;
      users[before]++;
    }
    return block * LANES;
  }

  /**
   * Keeps the full pages of a slot's first positions for sequences that begin with these tokens.
   */
  public void remember(int slot, int[] tokens, int length) {
    int before = PrefixPages.FIRST;
    for (int block = 0; (block + 1) * LANES <= length; block++) {
      OptionalInt page = known.find(before, tokens, block * LANES);
      if (page.isEmpty()) {
        page = OptionalInt.of(pages[slot][block]);
        users[pages[slot][block]]++;
        known.add(before, tokens, block * LANES, pages[slot][block]);
      }
      before = page.getAsInt();
    }
  }

  /** Drops the pages kept for other sequences: they are wrong once the parameters change. */
  public void forget() {
    known.clear(this::release);
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
