package org.srl4j.core.graph.kernel.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelFactory;
import org.srl4j.core.graph.kernel.Slice;

/** {@code sum_rows}: sum over all axes but the last, row after row. */
final class SumRows implements KernelFactory {

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    return Optional.of(List.<long[]>of(new long[] {call.size(0, -1)}));
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    int rows = call.rows(0);
    int width = call.size(0, -1);
    return () -> {
      float[] x = in.get(0).data();
      float[] sum = out.get(0).data();
      int so = out.get(0).offset();
      Arrays.fill(sum, so, so + width, 0f);
      for (int r = 0; r < rows; r++) {
        int xo = in.get(0).offset() + r * width;
        for (int i = 0; i < width; i++) {
          sum[so + i] += x[xo + i];
        }
      }
    };
  }
}
