package org.srl4j.core.graph.kernel.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelFactory;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Workers;
import org.srl4j.core.graph.kernel.vector.Gemm.Matrix;
import org.srl4j.core.graph.kernel.vector.Gemm.Sizes;

/**
 * {@code token_log_prob} of (hidden [N, C], weight, targets [N]): log-probability of every target
 * and entropy of its distribution, both [N] in nats; and {@code token_log_prob_grad} of (hidden,
 * weight, targets, d log-probability): (dhidden, dweight), the latter left out when attribute
 * {@code weight_gradient} is 0. Rows go through in chunks, so [N, V] is never kept; both have one
 * output more, [chunk, V], in which a chunk's logits are made. A row whose d log-probability is 0,
 * such as a prompt's, is left out of the gradient, where it adds 0. The weight is [C, V], or [V, C]
 * with attribute {@code transposed} (a tied head).
 */
final class TokenLogProb implements KernelFactory {
  private static final int CHUNK_ELEMENTS = 1 << 18;

  /** Rows of a chunk at least: so many share the cost of reading a large weight. */
  private static final int CHUNK_ROWS = 64;

  private final boolean gradient;

  TokenLogProb(boolean gradient) {
    this.gradient = gradient;
  }

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    List<long[]> shapes = new ArrayList<>();
    if (gradient) {
      boolean ofWeight = call.number("weight_gradient", 1) != 0;
      shapes.addAll(call.inputShapes().subList(0, ofWeight ? 2 : 1));
    } else {
      long[] rows = {call.elements(2)};
      shapes.addAll(List.of(rows, rows));
    }
    shapes.add(new long[] {chunk(call), vocabulary(call)});
    return Optional.of(shapes);
  }

  private static int vocabulary(Call call) {
    return call.size(1, call.number("transposed", 0) != 0 ? 0 : 1);
  }

  private static int chunk(Call call) {
    int rows = Math.max(CHUNK_ROWS, CHUNK_ELEMENTS / vocabulary(call));
    return Math.min(call.elements(2), rows);
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
    private final Slice logits;
    private final int[] active; // rows with a gradient, in rising order
    private final float[] gathered; // their hidden rows, later their dhidden, a chunk at a time

    Head(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
      this.context = context;
      this.in = in;
      this.out = out;
      this.rows = call.elements(2);
      this.width = call.size(0, 1);
      this.transposed = call.number("transposed", 0) != 0;
      this.vocabulary = vocabulary(call);
      this.softmax = new SoftmaxRow(vocabulary, call.number("temperature", 1));
      this.chunk = chunk(call);
      this.logits = out.get(out.size() - 1);
      this.active = new int[in.size() > 3 ? rows : 0];
      this.gathered = new float[in.size() > 3 ? chunk * width : 0];
    }

    private Matrix weight() {
      Matrix w =
          Matrix.rowMajor(in.get(1).data(), in.get(1).offset(), transposed ? width : vocabulary);
      return transposed ? w.transposed() : w;
    }

    private Matrix logitRows() {
      return Matrix.rowMajor(logits.data(), logits.offset(), vocabulary);
    }

    private void computeLogits(Matrix hidden, int count) {
      Gemm.multiply(
          hidden, weight(), logitRows(), new Sizes(count, vocabulary, width), context.workers());
    }

    /** What is done with rows [from, to) of the logits. */
    private void forLogits(int count, Workers.Range body) {
      context.workers().forRows(count, 8, body);
    }

    void forward() {
      Slice hidden = in.get(0);
      for (int start = 0; start < rows; start += chunk) {
        int first = start;
        int count = Math.min(chunk, rows - first);
        computeLogits(
            Matrix.rowMajor(hidden.data(), hidden.offset() + first * width, width), count);
        forLogits(count, (from, to) -> score(first, from, to));
      }
    }

    private float upstream(int row) {
      return in.get(3).data()[in.get(3).offset() + row];
    }

    private int target(int row) {
      return (int) in.get(2).data()[in.get(2).offset() + row];
    }

    /** Log-probability, and entropy = log Z - sum p x, of rows of a chunk. */
    private void score(int first, int from, int to) {
      float[] logProb = out.get(0).data();
      float[] entropy = out.get(1).data();
      for (int r = from; r < to; r++) {
        int at = logits.offset() + r * vocabulary;
        int row = first + r;
        float[] x = logits.data();
        SoftmaxRow.Sums sums = softmax.sums(x, at);
        logProb[out.get(0).offset() + row] = softmax.logProb(x, at, target(row), sums);
        entropy[out.get(1).offset() + row] = sums.logZ() - sums.weighted() / sums.z();
      }
    }

    void backward() {
      Slice hidden = in.get(0);
      Slice dHidden = out.get(0);
      boolean ofWeight = out.size() > 2;
      zero(dHidden);
      int total = findActive();
      if (total == 0 && ofWeight) {
        zero(out.get(1));
      }
      Matrix logitGradient = logitRows();
      Matrix packed = Matrix.rowMajor(gathered, 0, width);
      for (int start = 0; start < total; start += chunk) {
        int first = start;
        int count = Math.min(chunk, total - first);
        for (int r = 0; r < count; r++) {
          int from = hidden.offset() + active[first + r] * width;
          System.arraycopy(hidden.data(), from, gathered, r * width, width);
        }
        computeLogits(packed, count);
        forLogits(count, (from, to) -> logitGradient(first, from, to));
        if (ofWeight) {
          weightGradient(logitGradient, packed, count, first > 0);
        }
        Gemm.multiply(
            logitGradient,
            weight().transposed(),
            packed,
            new Sizes(count, width, vocabulary),
            context.workers());
        for (int r = 0; r < count; r++) {
          int to = dHidden.offset() + active[first + r] * width;
          System.arraycopy(gathered, r * width, dHidden.data(), to, width);
        }
      }
    }

    private static void zero(Slice slice) {
      Arrays.fill(slice.data(), slice.offset(), slice.offset() + slice.length(), 0f);
    }

    private int findActive() {
      int total = 0;
      for (int row = 0; row < rows; row++) {
        if (upstream(row) != 0) {
          active[total++] = row;
        }
      }
      return total;
    }

    private void logitGradient(int first, int from, int to) {
      for (int r = from; r < to; r++) {
        int row = active[first + r];
        int at = logits.offset() + r * vocabulary;
        softmax.gradient(logits.data(), at, target(row), upstream(row));
      }
    }

    private void weightGradient(Matrix grad, Matrix hidden, int count, boolean add) {
      Slice slice = out.get(1);
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
