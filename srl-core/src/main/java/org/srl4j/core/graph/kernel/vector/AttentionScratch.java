package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.KeyValueCache.LANES;
import static org.srl4j.core.graph.kernel.vector.AttentionBlock.ROWS;

import java.util.Arrays;
import org.srl4j.core.graph.kernel.Slice;

/**
 * A thread's memory for attention, used again by every kernel. Keys and values of one head are
 * gathered from [N, K * D] so that those a span sees lie side by side: first its prefix, then its
 * own. Axes: S = the stride, at least the number of keys; D = head size; P = D up to a whole
 * vector; L = positions of a block.
 */
final class AttentionScratch {
  /** Queries whose weights the backward pass holds at once, a multiple of a tile's rows. */
  static final int QUERIES = 8 * ROWS;

  private static final ThreadLocal<AttentionScratch> OF_THREAD =
      ThreadLocal.withInitial(AttentionScratch::new);

  private final AttentionBlock block = new AttentionBlock();
  private AttentionSoftmax softmax;
  private AttentionRow row;
  private AttentionShape shape;
  private int stride;
  private int width; // P
  private int[] starts = new int[0]; // [S / L]
  private int[] pageStarts = new int[0];
  private float[] keyColumns = new float[0]; // [S / L, D, L]
  private float[] valueColumns = new float[0]; // [S / L, D, L]
  private float[] keys = new float[0]; // [S, P]
  private float[] values = new float[0]; // [S, P]
  private float[] queries = new float[0]; // [QUERIES, P]
  private float[] upstream = new float[0]; // [QUERIES, P]
  private float[] weights = new float[0]; // [ROWS, S] or [QUERIES, S]
  private float[] scores = new float[0]; // [QUERIES, S]
  private float[] output = new float[0]; // [ROWS, P]
  private float[] keyGradient = new float[0]; // [S, P]
  private float[] valueGradient = new float[0]; // [S, P]

  private AttentionScratch() {}

  static AttentionScratch ofThread() {
    return OF_THREAD.get();
  }

  /** Makes room for a forward pass over at most so many keys; the content is lost. */
  void prepareForward(AttentionShape newShape, int longest) {
    prepare(newShape, longest);
    keyColumns = grown(keyColumns, stride * shape.headSize());
    values = grown(values, stride * width);
    weights = grown(weights, ROWS * stride);
  }

  /** Makes room for a backward pass over at most so many keys; the content is lost. */
  void prepareBackward(AttentionShape newShape, int longest) {
    prepare(newShape, longest);
    keyColumns = grown(keyColumns, stride * shape.headSize());
    valueColumns = grown(valueColumns, stride * shape.headSize());
    keys = grown(keys, stride * width);
    queries = grown(queries, QUERIES * width);
    upstream = grown(upstream, QUERIES * width);
    weights = grown(weights, Math.multiplyExact(QUERIES, stride));
    scores = grown(scores, QUERIES * stride);
    keyGradient = grown(keyGradient, stride * width);
    valueGradient = grown(valueGradient, stride * width);
  }

  /** Makes room for so many rows of weights over at most so many cached keys. */
  void prepareCached(AttentionShape newShape, int longest, int rows) {
    prepare(newShape, longest);
    weights = grown(weights, rows * stride);
    if (pageStarts.length < starts.length) {
      pageStarts = new int[starts.length];
    }
  }

  /** Notes where a sequence's pages lie, those of its first {@code length} positions. */
  void pages(int[] pages, int length, int pageSize) {
    for (int i = 0; i * LANES < length; i++) {
      pageStarts[i] = pages[i] * pageSize;
    }
  }

  /** The noted pages of a cache, first head. */
  AttentionPages paged(float[] cache) {
    return new AttentionPages(cache, pageStarts, 0);
  }

  private void prepare(AttentionShape newShape, int longest) {
    boolean same = shape != null && shape.headSize() == newShape.headSize();
    if (row == null || !row.fits(newShape)) {
      row = new AttentionRow(newShape);
    }
    shape = newShape;
    stride = AttentionPages.padded(longest);
    width = AttentionBlock.padded(shape.headSize());
    if (!same) {
      softmax = new AttentionSoftmax(shape.headSize());
      block.headSize(shape.headSize());
    }
    softmax.window(shape.window());
    output = grown(output, ROWS * width);
    if (!same || starts.length < stride / LANES) {
      starts = new int[stride / LANES];
      Arrays.setAll(starts, i -> i * LANES * shape.headSize());
    }
  }

  private static float[] grown(float[] array, int length) {
    return array.length < length ? new float[length] : array;
  }

  /** Loads what the forward pass reads of tokens [from, from + count) to place {@code at}. */
  void loadForward(Slice k, Slice v, int from, int count, int head, int at) {
    columns(k, from, count, head, keyColumns, at);
    keyRows(v, from, count, head, values, at);
  }

  /** Loads what the backward pass reads, and clears the gradients of these places. */
  void loadBackward(Slice k, Slice v, int from, int count, int head, int at) {
    columns(k, from, count, head, keyColumns, at);
    columns(v, from, count, head, valueColumns, at);
    keyRows(k, from, count, head, keys, at);
    Arrays.fill(keyGradient, at * width, (at + count) * width, 0f);
    Arrays.fill(valueGradient, at * width, (at + count) * width, 0f);
  }

  /** Loads so many queries, and what comes from above of their results, from one token on. */
  void loadQueries(Slice q, Slice dy, int token, int count, int head) {
    int from = shape.queryAt(token, head);
    int step = shape.queryStride();
    rows(q.data(), q.offset() + from, step, count, queries);
    rows(dy.data(), dy.offset() + from, step, count, upstream);
  }

  private void rows(float[] data, int from, int step, int count, float[] target) {
    for (int n = 0; n < count; n++) {
      System.arraycopy(data, from + n * step, target, n * width, shape.headSize());
    }
  }

  /** Turns rows into columns; the last block is 0 where no key is, as it is read to its end. */
  private void columns(Slice source, int from, int count, int head, float[] target, int at) {
    int base = source.offset() + shape.keyAt(from, head);
    int step = shape.keyAt(1, 0);
    int n = 0;
    for (; n < count && (at + n) % 4 != 0; n++) {
      column(source.data(), base + n * step, target, starts[(at + n) / LANES] + (at + n) % LANES);
    }
    for (; n + 4 <= count; n += 4) {
      int to = starts[(at + n) / LANES] + (at + n) % LANES;
      fourColumns(source.data(), base + n * step, step, target, to);
    }
    for (; n < count; n++) {
      column(source.data(), base + n * step, target, starts[(at + n) / LANES] + (at + n) % LANES);
    }
    for (int place = at + count; place % LANES != 0; place++) {
      for (int d = 0; d < shape.headSize(); d++) {
        target[starts[place / LANES] + place % LANES + d * LANES] = 0f;
      }
    }
  }

  private void column(float[] data, int from, float[] target, int to) {
    int size = shape.headSize();
    for (int d = 0; d < size; d++) {
      target[to + d * LANES] = data[from + d];
    }
  }

  /** Four columns of one block at once. */
  private void fourColumns(float[] data, int from, int step, float[] target, int to) {
    int size = shape.headSize();
    int second = from + step;
    int third = second + step;
    int fourth = third + step;
    for (int d = 0; d < size; d++) {
      int at = to + d * LANES;
      target[at] = data[from + d];
      target[at + 1] = data[second + d];
      target[at + 2] = data[third + d];
      target[at + 3] = data[fourth + d];
    }
  }

  private void keyRows(Slice source, int from, int count, int head, float[] target, int at) {
    int size = shape.headSize();
    for (int n = 0; n < count; n++) {
      int base = source.offset() + shape.keyAt(from + n, head);
      System.arraycopy(source.data(), base, target, (at + n) * width, size);
    }
  }

  /** Writes so many rows of the output to a head from one token on. */
  void storeOutput(Slice out, int token, int count, int head) {
    int size = shape.headSize();
    for (int n = 0; n < count; n++) {
      int to = out.offset() + shape.queryAt(token + n, head);
      System.arraycopy(output, n * width, out.data(), to, size);
    }
  }

  /** Writes the gradients of the places [at, at + count) to tokens from {@code start} on. */
  void storeGradients(Slice dk, Slice dv, int start, int count, int head, int at) {
    int size = shape.headSize();
    for (int n = 0; n < count; n++) {
      int to = shape.keyAt(start + n, head);
      int place = (at + n) * width;
      System.arraycopy(keyGradient, place, dk.data(), dk.offset() + to, size);
      System.arraycopy(valueGradient, place, dv.data(), dv.offset() + to, size);
    }
  }

  /** The products of this head size. */
  AttentionBlock block() {
    return block;
  }

  /** The products of one token of this shape. */
  AttentionRow row() {
    return row;
  }

  /** Softmax for this head size. */
  AttentionSoftmax softmax() {
    return softmax;
  }

  /** S. */
  int stride() {
    return stride;
  }

  /** P. */
  int width() {
    return width;
  }

  AttentionPages keyColumns() {
    return new AttentionPages(keyColumns, starts, 0);
  }

  AttentionPages valueColumns() {
    return new AttentionPages(valueColumns, starts, 0);
  }

  float[] keys() {
    return keys;
  }

  float[] values() {
    return values;
  }

  float[] queries() {
    return queries;
  }

  float[] upstream() {
    return upstream;
  }

  float[] weights() {
    return weights;
  }

  float[] scores() {
    return scores;
  }

  float[] output() {
    return output;
  }

  float[] keyGradient() {
    return keyGradient;
  }

  float[] valueGradient() {
    return valueGradient;
  }
}
