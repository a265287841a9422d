package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.KeyValueCache.LANES;

import java.util.Arrays;
import org.srl4j.core.graph.kernel.Slice;

/**
 * A thread's memory for attention, used again by every kernel. Keys and values of one head are
 * gathered from [N, K * D] so that those a span sees lie side by side: first its prefix, then its
 * own. Axes: S = the stride, at least the number of keys; D = head size; L = positions of a block.
 */
final class AttentionScratch {
  private static final ThreadLocal<AttentionScratch> OF_THREAD =
      ThreadLocal.withInitial(AttentionScratch::new);

  private AttentionShape shape;
  private int stride;
  private int[] starts = new int[0]; // [S / L]
  private int[] pageStarts = new int[0];
  private float[] keyColumns = new float[0]; // [S / L, D, L]
  private float[] valueColumns = new float[0]; // [S / L, D, L]
  private float[] keys = new float[0]; // [S, D]
  private float[] values = new float[0]; // [S, D]
  private float[] weights = new float[0]; // [S] or [S, S]
  private float[] scores = new float[0]; // [S, S]
  private float[] keyGradient = new float[0]; // [S, D]
  private float[] valueGradient = new float[0]; // [S, D]

  private AttentionScratch() {}

  static AttentionScratch ofThread() {
    return OF_THREAD.get();
  }

  /** Makes room for a forward pass over at most so many keys; the content is lost. */
  void prepareForward(AttentionShape newShape, int longest) {
    int size = prepare(newShape, longest);
    keyColumns = grown(keyColumns, size);
    values = grown(values, size);
    weights = grown(weights, stride);
  }

  /** Makes room for a backward pass over at most so many keys; the content is lost. */
  void prepareBackward(AttentionShape newShape, int longest) {
    int size = prepare(newShape, longest);
    keyColumns = grown(keyColumns, size);
    valueColumns = grown(valueColumns, size);
    keys = grown(keys, size);
    weights = grown(weights, Math.multiplyExact(stride, stride));
    scores = grown(scores, stride * stride);
    keyGradient = grown(keyGradient, size);
    valueGradient = grown(valueGradient, size);
  }

  /** Makes room for a row of weights over cached keys, and notes where their pages lie. */
  void preparePages(int length, int[] pages, int pageSize) {
    weights = grown(weights, AttentionRow.padded(length));
    int count = (length + LANES - 1) / LANES;
    if (pageStarts.length < count) {
      pageStarts = new int[pages.length];
    }
    for (int i = 0; i < count; i++) {
      pageStarts[i] = pages[i] * pageSize;
    }
  }

  /** Blocks of one head in the pages. */
  AttentionRow.Blocks pages(int offset) {
    return new AttentionRow.Blocks(pageStarts, offset);
  }

  /** Elements of all keys. */
  private int prepare(AttentionShape newShape, int longest) {
    boolean same = shape != null && shape.headSize() == newShape.headSize();
    shape = newShape;
    stride = AttentionRow.padded(longest);
    if (!same || starts.length < stride / LANES) {
      starts = new int[stride / LANES];
      Arrays.setAll(starts, i -> i * LANES * shape.headSize());
    }
    return stride * shape.headSize();
  }

  private static float[] grown(float[] array, int length) {
    return array.length < length ? new float[length] : array;
  }

  /** Loads what the forward pass reads of tokens [from, from + count) to place {@code at}. */
  void loadForward(Slice k, Slice v, int from, int count, int head, int at) {
    columns(k, from, count, head, keyColumns, at);
    rows(v, from, count, head, values, at);
  }

  /** Loads what the backward pass reads, and clears the gradients of these places. */
  void loadBackward(Slice k, Slice v, int from, int count, int head, int at) {
    columns(k, from, count, head, keyColumns, at);
    columns(v, from, count, head, valueColumns, at);
    rows(k, from, count, head, keys, at);
    int size = shape.headSize();
    Arrays.fill(keyGradient, at * size, (at + count) * size, 0f);
    Arrays.fill(valueGradient, at * size, (at + count) * size, 0f);
  }

  private void columns(Slice source, int from, int count, int head, float[] target, int at) {
    float[] data = source.data();
    for (int n = 0; n < count; n++) {
      int base = source.offset() + shape.keyAt(from + n, head);
      int column = starts[(at + n) / LANES] + (at + n) % LANES;
      for (int d = 0; d < shape.headSize(); d++) {
        target[column + d * LANES] = data[base + d];
      }
    }
  }

  private void rows(Slice source, int from, int count, int head, float[] target, int at) {
    int size = shape.headSize();
    for (int n = 0; n < count; n++) {
      int base = source.offset() + shape.keyAt(from + n, head);
      System.arraycopy(source.data(), base, target, (at + n) * size, size);
    }
  }

  /** Writes the gradients of the places [at, at + count) to tokens from {@code start} on. */
  void storeGradients(Slice dk, Slice dv, int start, int count, int head, int at) {
    int size = shape.headSize();
    for (int n = 0; n < count; n++) {
      int to = shape.keyAt(start + n, head);
      int place = (at + n) * size;
      System.arraycopy(keyGradient, place, dk.data(), dk.offset() + to, size);
      System.arraycopy(valueGradient, place, dv.data(), dv.offset() + to, size);
    }
  }

  /** S. */
  int stride() {
    return stride;
  }

  /** Where the blocks of L positions lie in keys and values. */
  AttentionRow.Blocks blocks() {
    return new AttentionRow.Blocks(starts, 0);
  }

  float[] keyColumns() {
    return keyColumns;
  }

  float[] valueColumns() {
    return valueColumns;
  }

  float[] keys() {
    return keys;
  }

  float[] values() {
    return values;
  }

  float[] weights() {
    return weights;
  }

  float[] scores() {
    return scores;
  }

  float[] keyGradient() {
    return keyGradient;
  }

  float[] valueGradient() {
    return valueGradient;
  }
}
