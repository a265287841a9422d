package org.srl4j.core.graph.kernel.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelFactory;
import org.srl4j.core.graph.kernel.Slice;

/**
 * {@code rotary}: rotates the pairs (i, i + D/2) of every head by position times {@code
 * frequency_i} (Su et al., arXiv:2104.09864, in the half-split layout of Hugging Face) and
 * multiplies them by {@code amplitude}, 1 when absent. With {@code direction} -1 it rotates back,
 * which is its own gradient. Input [B, T, H * D]; a second input [T], if there, holds the positions
 * of a packed row.
 */
final class Rotary implements KernelFactory {
  private static final int GRAIN = 64;

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    return call.inputShapes().get(0).length == 3
        ? Optional.of(List.<long[]>of(call.inputShapes().get(0)))
        : Optional.empty();
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    Table table = new Table(call);
    int rows = call.size(0, 0);
    int length = call.size(0, 1);
    int width = call.size(0, 2);
    return () -> {
      table.ensure(largestPosition(rows, length, in, context) + 1);
      context
          .workers()
          .forRows(
              rows * length,
              GRAIN,
              (from, to) -> {
                for (int n = from; n < to; n++) {
                  int position = position(n, length, in, context);
                  table.rotate(in.get(0), out.get(0), n * width, width, position);
                }
              });
    };
  }

  /** Of token n = b * T + t. */
  private static int position(int n, int length, List<Slice> in, KernelContext context) {
    if (in.size() == 2) {
      return (int) in.get(1).data()[in.get(1).offset() + n];
    }
    int start = context.decoding().map(state -> state.positions()[n / length]).orElse(0);
    return start + n % length;
  }

  private static int largestPosition(int rows, int length, List<Slice> in, KernelContext context) {
    int largest = 0;
    for (int n = 0; n < rows * length; n++) {
      largest = Math.max(largest, position(n, length, in, context));
    }
    return largest;
  }

  /** Cosines and sines, a row a position. */
  private static final class Table {
    private final int half;
    private final double[] frequencies;
    private final double amplitude;
    private final double direction;
    private float[] cos = new float[0];
    private float[] sin = new float[0];

    Table(Call call) {
      this.half = call.integer("head_size") / 2;
      this.frequencies = new double[half];
      Arrays.setAll(frequencies, i -> call.number("frequency_" + i));
      this.amplitude = call.number("amplitude", 1);
      this.direction = call.number("direction", 1);
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
          double angle = p * frequencies[i];
          cos[p * half + i] = (float) (amplitude * StrictMath.cos(angle));
          sin[p * half + i] = (float) (direction * amplitude * StrictMath.sin(angle));
        }
      }
    }

    /** All heads of one token. */
    void rotate(Slice in, Slice out, int at, int width, int position) {
      float[] x = in.data();
      float[] y = out.data();
      int c = position * half;
      for (int head = at; head < at + width; head += 2 * half) {
        int xo = in.offset() + head;
        int yo = out.offset() + head;
        for (int i = 0; i < half; i++) {
          float first = x[xo + i];
          float second = x[xo + half + i];
          y[yo + i] = first * cos[c + i] - second * sin[c + i];
          y[yo + half + i] = second * cos[c + i] + first * sin[c + i];
        }
      }
    }
  }
}
