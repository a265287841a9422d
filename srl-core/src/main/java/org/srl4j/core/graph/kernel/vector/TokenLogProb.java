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

/**
 * {@code token_log_prob} of (hidden [N, C], weight, targets [N]): log-probability of every target
 * and entropy of its distribution, both [N] in nats; and {@code token_log_prob_grad} of (hidden,
 * weight, targets, d log-probability): (dhidden, dweight). Rows go through in chunks, so [N, V] is
 * never kept. The weight is [C, V], or [V, C] with attribute {@code transposed} (a tied head).
 */
final class TokenLogProb implements KernelFactory {
  private static final int CHUNK_ELEMENTS = 1 << 18;

  private final boolean gradient;

  TokenLogProb(boolean gradient) {
    this.gradient = gradient;
  }

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    long[] rows = {call.elements(2)};
    return Optional.of(gradient ? call.inputShapes().subList(0, 2) : List.of(rows, rows));
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    Head head = new Head(call, in, out, context);
    return gradient ? head::backward : head::forward;
  }

  private static final class Head {
    private final KernelContext context;
    private final List<Slice> in;
    private final List<Slice> out;
    private final int rows;
    private final int width;
    private final int vocabulary;
    private final boolean transposed;
    private final SoftmaxRow softmax;
    private final int chunk;
    private final float[] logits;

    Head(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
      this.context = context;
      this.in = in;
      this.out = out;
      this.rows = call.elements(2);
      this.width = call.size(0, 1);
      this.transposed = call.number("transposed", 0) != 0;
      this.vocabulary = call.size(1, transposed ? 0 : 1);
      this.softmax = new SoftmaxRow(vocabulary, call.number("temperature", 1));
      this.chunk = Math.min(rows, Math.max(16, CHUNK_ELEMENTS / vocabulary));
      this.logits = new float[chunk * vocabulary];
    }

    private Matrix weight() {
      Matrix w =
          Matrix.rowMajor(in.get(1).data(), in.get(1).offset(), transposed ? width : vocabulary);
      return transposed ? w.transposed() : w;
    }

    private Matrix rowsOf(Slice slice, int first) {
      return Matrix.rowMajor(slice.data(), slice.offset() + first * width, width);
    }

    private void computeLogits(int first, int count) {
      Gemm.multiply(
          rowsOf(in.get(0), first),
          weight(),
          Matrix.rowMajor(logits, 0, vocabulary),
          new Sizes(count, vocabulary, width),
          context.workers());
    }

    /** What is done with row r of the logits, which belongs to a row of the batch. */
    private interface RowBody {
      void run(int r, int row);
    }

    /** Computes the logits of a chunk, then visits its rows. */
    private void chunk(int first, int count, RowBody body) {
      computeLogits(first, count);
      context
          .workers()
          .forRows(
              count,
              8,
              (from, to) -> {
                for (int r = from; r < to; r++) {
                  body.run(r, first + r);
                }
              });
    }

    void forward() {
      for (int first = 0; first < rows; first += chunk) {
        chunk(first, Math.min(chunk, rows - first), this::score);
      }
    }

    private float upstream(int row) {
      return in.get(3).data()[in.get(3).offset() + row];
    }

    private int target(int row) {
      return (int) in.get(2).data()[in.get(2).offset() + row];
    }

    /** Log-probability, and entropy = log Z - sum p x. */
    private void score(int r, int row) {
      int at = r * vocabulary;
      SoftmaxRow.Sums sums = softmax.sums(logits, at);
      out.get(0).data()[out.get(0).offset() + row] = softmax.logProb(logits, at, target(row), sums);
      out.get(1).data()[out.get(1).offset() + row] = sums.logZ() - sums.weighted() / sums.z();
    }

    private void logitGradient(int r, int row) {
      softmax.gradient(logits, r * vocabulary, target(row), upstream(row));
    }

    void backward() {
      for (int first = 0; first < rows; first += chunk) {
        int count = Math.min(chunk, rows - first);
        chunk(first, count, this::logitGradient);
        Matrix grad = Matrix.rowMajor(logits, 0, vocabulary);
        Gemm.multiply(
            grad,
            weight().transposed(),
            rowsOf(out.get(0), first),
            new Sizes(count, width, vocabulary),
            context.workers());
        weightGradient(grad, first, count);
      }
    }

    private void weightGradient(Matrix grad, int first, int count) {
      Matrix hidden = rowsOf(in.get(0), first);
      Slice slice = out.get(1);
      boolean add = first > 0;
      if (transposed) {
        Gemm.multiply(
            grad.transposed(),
            hidden,
            Matrix.rowMajor(slice.data(), slice.offset(), width),
            new Sizes(vocabulary, width, count, add),
            context.workers());
      } else {
        Gemm.multiply(
            hidden.transposed(),
            grad,
            Matrix.rowMajor(slice.data(), slice.offset(), vocabulary),
            new Sizes(width, vocabulary, count, add),
            context.workers());
      }
    }
  }
}
