package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Softmax over rows of inner products, and its gradient. A row's result does not depend on the
 * others. Belongs to one thread.
 */
final class AttentionSoftmax {
  private final float scale;
  private float[] ofRow = new float[AttentionBlock.ROWS];
  private int window;

  AttentionSoftmax(int headSize) {
    this.scale = (float) (1.0 / Math.sqrt(headSize));
  }

  /** Takes on a window: how many of a row's last elements count; 0 = all. */
  void window(int size) {
    window = size;
  }

  /**
   * Replaces inner products by softmax(x / sqrt(D)), row by row. One method: if C2 inlines its
   * parts into different callers it runs out of room there and allocates vectors.
   *
   * @param rows how many, each {@code stride} behind the one before
   * @param length of the first row; the others are longer by {@code step} each. What follows a row
   *     is set to 0 up to the next whole vector behind the last row, and so is what a window leaves
   *     out.
   */
  void apply(float[] data, int from, int stride, int rows, int length, int step) {
    if (ofRow.length < rows) {
      ofRow = new float[rows];
    }
    float[] of = ofRow;
    int until = (length + (rows - 1) * step + WIDTH - 1) / WIDTH * WIDTH;
    for (int r = 0; r < rows; r++) {
      int start = from + r * stride;
      for (int j = start + length + r * step; j < start + until; j++) {
        data[j] = Float.NEGATIVE_INFINITY;
      }
      for (int j = start; j < start + before(length + r * step); j++) {
        data[j] = Float.NEGATIVE_INFINITY;
      }
      FloatVector largest = Lanes.load(data, start);
      for (int j = start + WIDTH; j < start + until; j += WIDTH) {
        largest = largest.max(Lanes.load(data, j));
      }
      of[r] = Lanes.max(largest) * scale;
    }
    for (int r = 0; r < rows; r++) {
      int start = from + r * stride;
      int end = start + (length + r * step + WIDTH - 1) / WIDTH * WIDTH;
      FloatVector max = Lanes.broadcast(of[r]);
      FloatVector total = Lanes.broadcast(0f);
      for (int j = start; j < end; j += WIDTH) {
        FloatVector e =
            Lanes.expOfNegative(Lanes.load(data, j).mul(Lanes.broadcast(scale)).sub(max));
        e.intoArray(data, j);
        total = total.add(e);
      }
      of[r] = 1f / Lanes.sum(total);
    }
    for (int r = 0; r < rows; r++) {
      int start = from + r * stride;
      for (int j = start; j < start + until; j += WIDTH) {
        Lanes.load(data, j).mul(Lanes.broadcast(of[r])).intoArray(data, j);
      }
      for (int j = start + length + r * step; j < start + until; j++) {
        data[j] = 0f;
      }
      for (int j = start; j < start + before(length + r * step); j++) {
        data[j] = 0f;
      }
    }
  }

  /** How many of a row's first elements the window leaves out. */
  private int before(int length) {
    return window == 0 ? 0 : Math.max(0, length - window);
  }

  /**
   * Replaces the gradients of weights, from {@code at}, by those of the inner products they came
   * from; what lies past a row's end weighs 0, and so does its gradient.
   */
  void gradient(float[] weights, float[] gradients, int at, int length) {
    int end = at + (length + WIDTH - 1) / WIDTH * WIDTH;
    FloatVector total = Lanes.broadcast(0f);
    for (int j = at; j < end; j += WIDTH) {
      total = Lanes.load(gradients, j).fma(Lanes.load(weights, j), total);
    }
    float mean = Lanes.sum(total);
    for (int j = at; j < end; j += WIDTH) {
      FloatVector ds = Lanes.load(gradients, j).sub(mean).mul(Lanes.load(weights, j));
      ds.mul(scale).intoArray(gradients, j);
    }
  }
}
