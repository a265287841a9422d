package org.srl4j.core.graph.kernel.vector;

import java.util.List;
import java.util.Optional;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.DecodingState;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelFactory;
import org.srl4j.core.graph.kernel.Slice;

/**
 * {@code rotary}: rotates the pairs (i, i + D/2) of every head by position times {@code
 * base^(-2i/D)} (Su et al., arXiv:2104.09864, in the half-split layout of Hugging Face). With
 * {@code direction} -1 it rotates back, which is its own gradient. Input [B, T, H * D].
 */
final class Rotary implements KernelFactory {

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    return call.inputShapes().get(0).length == 3
        ? Optional.of(List.<long[]>of(call.inputShapes().get(0)))
        : Optional.empty();
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    int t = call.size(0, 1);
    int width = call.size(0, 2);
    int headSize = call.integer("head_size");
    Table table = new Table(headSize, call.number("base"), call.number("direction", 1));
    if (context.decoding().isEmpty()) {
      table.ensure(t);
    }
    return () -> {
      float[] x = in.get(0).data();
      float[] y = out.get(0).data();
      int rows = call.size(0, 0);
      int[] starts = context.decoding().map(DecodingState::positions).orElse(null);
      for (int b = 0; b < rows; b++) {
        int start = starts == null ? 0 : starts[b];
        table.ensure(start + t);
        for (int p = 0; p < t; p++) {
          int at = (b * t + p) * width;
          for (int h = 0; h < width; h += headSize) {
            table.rotate(
                x, in.get(0).offset() + at + h, y, out.get(0).offset() + at + h, start + p);
          }
        }
      }
    };
  }

  /** Cosines and sines, a row a position. */
  private static final class Table {
    private final int half;
    private final double base;
    private final double direction;
    private float[] cos = new float[0];
    private float[] sin = new float[0];

    Table(int headSize, double base, double direction) {
      this.half = headSize / 2;
      this.base = base;
      this.direction = direction;
    }

    void ensure(int positions) {
      if (cos.length >= positions * half) {
        return;
      }
      int size = Math.max(64, Integer.highestOneBit(positions) * 2);
      cos = new float[size * half];
      sin = new float[size * half];
      for (int p = 0; p < size; p++) {
        for (int i = 0; i < half; i++) {
          double angle = p * StrictMath.pow(base, -(double) i / half);
          cos[p * half + i] = (float) StrictMath.cos(angle);
          sin[p * half + i] = (float) (direction * StrictMath.sin(angle));
        }
      }
    }

    void rotate(float[] x, int xo, float[] y, int yo, int position) {
      int c = position * half;
      for (int i = 0; i < half; i++) {
        float first = x[xo + i];
        float second = x[xo + half + i];
        y[yo + i] = first * cos[c + i] - second * sin[c + i];
        y[yo + half + i] = second * cos[c + i] + first * sin[c + i];
      }
    }
  }
}
