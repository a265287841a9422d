package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.KeyValueCache.LANES;
import static org.srl4j.core.graph.kernel.vector.AttentionBlock.ROWS;
import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

import java.util.List;
import org.srl4j.core.graph.kernel.DecodingState;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KeyValueCache;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Workers;

/**
 * Attention of one or more new positions a row, after those in the cache. Neighbouring rows that
 * share their first pages, as a group's completions do, read them together.
 */
final class CachedAttention implements Kernel {
  private final AttentionShape s;
  private final List<Slice> in;
  private final Slice out;
  private final DecodingState state;
  private final KeyValueCache cache;
  private final Workers workers;
  private final Workers.Range range = this::rows;

  /**
   * A bound kernel.
   *
   * @param in q, k, v
   */
  CachedAttention(AttentionShape shape, List<Slice> in, Slice out, Cache cache) {
    this.s = shape;
    this.in = in;
    this.out = out;
    this.state = cache.state;
    this.cache = cache.pages;
    this.workers = cache.workers;
  }

  /** Where the rows' positions, keys and values are, and who works on them. */
  record Cache(DecodingState state, KeyValueCache pages, Workers workers) {}

  @Override
  public void run() {
    int grain = s.batch() >= 2 * ROWS * workers.threads() ? ROWS : 1;
    workers.forRows(s.batch(), grain, range);
  }

  private void rows(int from, int to) {
    AttentionScratch scratch = AttentionScratch.ofThread();
    boolean whole = s.headSize() % WIDTH == 0;
    for (int b = from; b < to; b++) {
      put(b);
    }
    for (int b = from; b < to; ) {
      if (whole && s.length() > 1) {
        chunk(b++, scratch);
      } else {
        int rows = whole ? together(b, Math.min(to, b + ROWS)) : 1;
        tokens(b, rows, scratch);
        b += rows;
      }
    }
  }

  private int[] pages(int b) {
    return state.pages(state.slots()[b]);
  }

  private void put(int b) {
    Slice k = in.get(1);
    Slice v = in.get(2);
    int[] pages = pages(b);
    for (int t = 0; t < s.length(); t++) {
      int position = state.positions()[b] + t;
      int at = s.keyAt(b * s.length() + t, 0);
      int page = pages[position / LANES];
      int lane = position % LANES;
      cache.put(page, lane, k.data(), k.offset() + at, v.data(), v.offset() + at);
    }
  }

  /** Neighbouring rows, from b on, whose first page is the same. */
  private int together(int b, int end) {
    int rows = 1;
    while (b + rows < end && shared(b, b + rows) > 0) {
      rows++;
    }
    return rows;
  }

  /** Leading full pages that two rows have in common. */
  private int shared(int b, int other) {
    int[] x = pages(b);
    int[] y = pages(other);
    int full = Math.min(state.positions()[b], state.positions()[other]) / LANES;
    int same = 0;
    while (same < full && x[same] == y[same]) {
      same++;
    }
    return same;
  }

  /** Several new positions of one row, in tiles. */
  private void chunk(int b, AttentionScratch scratch) {
    Slice q = in.get(0);
    AttentionBlock block = scratch.block();
    int first = state.positions()[b];
    scratch.prepareCached(s, first + s.length(), ROWS);
    scratch.pages(pages(b), first + s.length(), cache.pageSize());
    float[] weights = scratch.weights();
    int stride = scratch.stride();
    for (int h = 0; h < s.heads(); h++) {
      AttentionPages keys = scratch.paged(cache.keys()).head(head(h));
      AttentionPages values = scratch.paged(cache.values()).head(head(h));
      for (int t = 0; t < s.length(); t += ROWS) {
        int rows = Math.min(ROWS, s.length() - t);
        int length = first + t + rows;
        int at = s.queryAt(b * s.length() + t, h);
        block.left(q.data(), q.offset() + at, s.queryStride(), rows);
        block.dots(keys, length, weights, 0, stride);
        scratch.softmax().apply(weights, 0, stride, rows, first + t + 1, 1);
        block.left(weights, 0, stride, rows);
        block.product(values, length, out.data(), out.offset() + at, s.queryStride());
      }
    }
  }

  private int head(int h) {
    return h / s.group() * LANES * s.headSize();
  }

  /** Neighbouring rows: the keys they share in tiles, then each its own. */
  private void tokens(int b, int rows, AttentionScratch scratch) {
    int common = rows == 1 ? 0 : Integer.MAX_VALUE;
    int longest = 0;
    for (int r = b; r < b + rows; r++) {
      common = Math.min(common, shared(b, r) * LANES);
      longest = Math.max(longest, state.positions()[r] + s.length());
    }
    scratch.prepareCached(s, longest, rows * s.heads());
    sharedScores(b, rows, common, scratch);
    for (int r = 0; r < rows; r++) {
      for (int t = 0; t < s.length(); t++) {
        int length = note(b + r, r, t, common, scratch);
        ownScores((b + r) * s.length() + t, r, length, scratch);
        if (common == 0) {
          ownMix((b + r) * s.length() + t, scratch);
        }
      }
    }
    if (common > 0) {
      sharedMix(b, rows, common, scratch);
      for (int r = 0; r < rows; r++) {
        note(b + r, r, 0, common, scratch);
        ownMix(b + r, scratch);
      }
    }
  }

  /** Turns to one token of a row, r-th of its group; returns how many keys it sees. */
  private int note(int b, int r, int t, int common, AttentionScratch scratch) {
    int length = state.positions()[b] + t + 1;
    scratch.pages(pages(b), length, cache.pageSize());
    scratch.row().keys(common, length);
    scratch.row().weights(scratch.weights(), r * s.heads() * scratch.stride(), scratch.stride());
    return length;
  }

  private void sharedScores(int b, int rows, int common, AttentionScratch scratch) {
    Slice q = in.get(0);
    AttentionBlock block = scratch.block();
    scratch.pages(pages(b), common, cache.pageSize());
    AttentionPages keys = scratch.paged(cache.keys());
    int step = s.heads() * scratch.stride();
    for (int h = 0; h < s.heads() && common > 0; h++) {
      block.left(q.data(), q.offset() + s.queryAt(b, h), s.queryStride(), rows);
      block.dots(keys.head(head(h)), common, scratch.weights(), h * scratch.stride(), step);
    }
  }

  private void ownScores(int n, int r, int length, AttentionScratch scratch) {
    Slice q = in.get(0);
    int stride = scratch.stride();
    AttentionPages keys = scratch.paged(cache.keys());
    scratch.row().dots(q.data(), q.offset() + s.queryAt(n, 0), keys);
    int from = r * s.heads() * stride;
    scratch.softmax().apply(scratch.weights(), from, stride, s.heads(), length, 0);
  }

  private void sharedMix(int b, int rows, int common, AttentionScratch scratch) {
    AttentionBlock block = scratch.block();
    scratch.pages(pages(b), common, cache.pageSize());
    AttentionPages values = scratch.paged(cache.values());
    int step = s.heads() * scratch.stride();
    for (int h = 0; h < s.heads(); h++) {
      block.left(scratch.weights(), h * scratch.stride(), step, rows);
      int to = out.offset() + s.queryAt(b, h);
      block.product(values.head(head(h)), common, out.data(), to, s.queryStride());
    }
  }

  private void ownMix(int n, AttentionScratch scratch) {
    AttentionPages values = scratch.paged(cache.values());
    scratch.row().mix(values, out.data(), out.offset() + s.queryAt(n, 0));
  }
}
