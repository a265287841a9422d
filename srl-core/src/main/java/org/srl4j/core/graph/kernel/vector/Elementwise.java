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
    return () -> {
      float[] x = in.get(0).data();
      float[] y = in.get(1).data();
      float[] z = out.get(0).data();
      int xo = in.get(0).offset();
      int yo = in.get(1).offset();
      int zo = out.get(0).offset();
      for (int i = 0; i < n; i += width) {
        if (product) {
          multiply(x, xo + i, y, yo, z, zo + i, width);
        } else {
          add(x, xo + i, y, yo, z, zo + i, width);
        }
      }
    };
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
