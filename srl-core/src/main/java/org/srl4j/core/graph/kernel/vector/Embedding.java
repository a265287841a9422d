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
 * {@code embedding} of (ids, table): rows of the table, [N, C]; and {@code embedding_grad} of (ids,
 * table, dy): every row of dy added to its id's row, in the order of the ids.
 */
final class Embedding implements KernelFactory {
  /** Elements that a thread takes at least, and columns in the gradient. */
  private static final int PARALLEL = 1 << 15;

  private static final int COLUMNS = 32;

  private final boolean gradient;

  Embedding(boolean gradient) {
    this.gradient = gradient;
  }

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    long[] table = call.inputShapes().get(1);
    return Optional.of(List.<long[]>of(gradient ? table : new long[] {call.elements(0), table[1]}));
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    int n = call.elements(0);
    int width = call.size(1, 1);
    if (!gradient) {
      int rows = (PARALLEL + width - 1) / width;
      return () -> context.workers().forRows(n, rows, (from, to) -> forward(in, out, from, to));
    }
    int columns = n * width < PARALLEL ? width : COLUMNS;
    return () -> {
      Slice sum = out.get(0);
      Arrays.fill(sum.data(), sum.offset(), sum.offset() + sum.length(), 0f);
      context.workers().forRows(width, columns, (from, to) -> backward(in, sum, width, from, to));
    };
  }

  private static void forward(List<Slice> in, List<Slice> out, int from, int to) {
    Slice ids = in.get(0);
    Slice table = in.get(1);
    int width = out.get(0).length() / ids.length();
    for (int i = from; i < to; i++) {
      int row = (int) ids.data()[ids.offset() + i];
      int target = out.get(0).offset() + i * width;
      System.arraycopy(
          table.data(), table.offset() + row * width, out.get(0).data(), target, width);
    }
  }

  /** Adds columns [from, to) of all rows of dy. */
  private static void backward(List<Slice> in, Slice out, int width, int from, int to) {
    Slice ids = in.get(0);
    float[] dy = in.get(2).data();
    float[] sum = out.data();
    for (int i = 0; i < ids.length(); i++) {
      int target = out.offset() + (int) ids.data()[ids.offset() + i] * width;
      int source = in.get(2).offset() + i * width;
      Lanes.addTo(sum, target + from, dy, source + from, to - from);
    }
  }
}
