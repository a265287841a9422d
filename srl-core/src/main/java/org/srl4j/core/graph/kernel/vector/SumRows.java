package org.srl4j.core.graph.kernel.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelFactory;
import org.srl4j.core.graph.kernel.Slice;

/** {@code sum_rows}: sum over all axes but the last, row after row. Threads share the columns. */
final class SumRows implements KernelFactory {
  /** Elements from which on threads take columns of their own, so many each at least. */
  private static final int PARALLEL = 1 << 16;

  private static final int GRAIN = 32;

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    return Optional.of(List.<long[]>of(new long[] {call.size(0, -1)}));
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    int rows = call.rows(0);
    int width = call.size(0, -1);
    int grain = rows * width < PARALLEL ? width : GRAIN;
    return () ->
        context
            .workers()
            .forRows(width, grain, (from, to) -> columns(in.get(0), out.get(0), rows, from, to));
  }

  private static void columns(Slice in, Slice out, int rows, int from, int to) {
    float[] x = in.data();
    float[] sum = out.data();
    int so = out.offset();
    Arrays.fill(sum, so + from, so + to, 0f);
    for (int r = 0; r < rows; r++) {
      Lanes.addTo(sum, so + from, x, in.offset() + r * out.length() + from, to - from);
    }
  }
}
