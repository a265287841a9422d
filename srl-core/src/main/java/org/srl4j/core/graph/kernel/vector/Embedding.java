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
    return gradient
        ? () -> backward(in, out.get(0), n, width)
        : () -> forward(in, out.get(0), n, width);
  }

  private static void forward(List<Slice> in, Slice out, int n, int width) {
    float[] ids = in.get(0).data();
    for (int i = 0; i < n; i++) {
      int row = (int) ids[in.get(0).offset() + i];
      System.arraycopy(
          in.get(1).data(),
          in.get(1).offset() + row * width,
          out.data(),
          out.offset() + i * width,
          width);
    }
  }

  private static void backward(List<Slice> in, Slice out, int n, int width) {
    float[] ids = in.get(0).data();
    float[] dy = in.get(2).data();
    float[] sum = out.data();
    Arrays.fill(sum, out.offset(), out.offset() + out.length(), 0f);
    for (int i = 0; i < n; i++) {
      int to = out.offset() + (int) ids[in.get(0).offset() + i] * width;
      int from = in.get(2).offset() + i * width;
      for (int c = 0; c < width; c++) {
        sum[to + c] += dy[from + c];
      }
    }
  }
}
