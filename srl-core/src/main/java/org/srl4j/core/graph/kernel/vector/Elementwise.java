package org.srl4j.core.graph.kernel.vector;

import java.util.List;
import java.util.Optional;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelFactory;
import org.srl4j.core.graph.kernel.Slice;

/**
 * {@code add} and {@code multiply} of two tensors of one shape, or of a tensor and a vector along
 * its last axis. Plain loops: the compiler vectorises them.
 */
final class Elementwise implements KernelFactory {
  /** Elements that a thread takes at least. */
  private static final int GRAIN = 1 << 15;

  private final boolean product;

  Elementwise(boolean product) {
    this.product = product;
  }

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    long[] left = call.inputShapes().get(0);
    long[] right = call.inputShapes().get(1);
    boolean vector = right.length == 1 && left.length > 1 && left[left.length - 1] == right[0];
    return java.util.Arrays.equals(left, right) || vector
        ? Optional.of(List.<long[]>of(left))
        : Optional.empty();
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    int n = call.elements(0);
    int width = call.elements(1);
    if (n == width) {
      return () -> context.workers().forRows(n, GRAIN, (from, to) -> range(in, out, from, to));
    }
    int grain = (GRAIN + width - 1) / width;
    return () -> context.workers().forRows(n / width, grain, (a, b) -> rows(in, out, a, b));
  }

  private void range(List<Slice> in, List<Slice> out, int from, int to) {
    apply(in, from, from, out.get(0), to - from);
  }

  private void rows(List<Slice> in, List<Slice> out, int from, int to) {
    int width = in.get(1).length();
    for (int r = from; r < to; r++) {
      apply(in, r * width, 0, out.get(0), width);
    }
  }

  /** n elements of the result from the left one's place on. */
  private void apply(List<Slice> in, int left, int right, Slice out, int n) {
    float[] x = in.get(0).data();
    float[] y = in.get(1).data();
    int xo = in.get(0).offset() + left;
    int yo = in.get(1).offset() + right;
    if (product) {
      multiply(x, xo, y, yo, out.data(), out.offset() + left, n);
    } else {
      add(x, xo, y, yo, out.data(), out.offset() + left, n);
    }
  }

  private static void add(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
    for (int i = 0; i < n; i++) {
      z[zo + i] = x[xo + i] + y[yo + i];
    }
  }

  private static void multiply(float[] x, int xo, float[] y, int yo, float[] z, int zo, int n) {
    for (int i = 0; i < n; i++) {
      z[zo + i] = x[xo + i] * y[yo + i];
    }
  }
}
