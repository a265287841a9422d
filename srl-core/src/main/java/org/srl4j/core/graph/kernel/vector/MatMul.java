package org.srl4j.core.graph.kernel.vector;

import java.util.List;
import java.util.Optional;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelFactory;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.vector.Gemm.Matrix;
import org.srl4j.core.graph.kernel.vector.Gemm.Sizes;

/** {@code matmul}: rank-2 product, either side transposed by attribute. */
final class MatMul implements KernelFactory {

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    if (call.inputShapes().get(0).length != 2 || call.inputShapes().get(1).length != 2) {
      return Optional.empty();
    }
    Sizes s = sizes(call);
    return Optional.of(List.<long[]>of(new long[] {s.m(), s.n()}));
  }

  private static Sizes sizes(Call call) {
    boolean ta = call.number("transpose_a", 0) != 0;
    boolean tb = call.number("transpose_b", 0) != 0;
    return new Sizes(
        call.size(0, ta ? 1 : 0), call.size(1, tb ? 0 : 1), call.size(0, ta ? 0 : 1), false);
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    Sizes sizes = sizes(call);
    boolean ta = call.number("transpose_a", 0) != 0;
    boolean tb = call.number("transpose_b", 0) != 0;
    int columnsA = call.size(0, 1);
    int columnsB = call.size(1, 1);
    return () -> {
      Matrix a = matrix(in.get(0), columnsA, ta);
      Matrix b = matrix(in.get(1), columnsB, tb);
      Gemm.multiply(a, b, matrix(out.get(0), sizes.n(), false), sizes, context.workers());
    };
  }

  private static Matrix matrix(Slice slice, int columns, boolean transposed) {
    Matrix m = Matrix.rowMajor(slice.data(), slice.offset(), columns);
    return transposed ? m.transposed() : m;
  }
}
