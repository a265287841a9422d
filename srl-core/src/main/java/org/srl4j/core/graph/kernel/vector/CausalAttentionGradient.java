package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.vector.AttentionBlock.ROWS;
import static org.srl4j.core.graph.kernel.vector.AttentionScratch.QUERIES;

import java.util.List;
import java.util.Optional;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelFactory;
import org.srl4j.core.graph.kernel.Slice;

/**
 * {@code causal_attention_grad} of (q, k, v, dy) or (q, k, v, visible, dy), giving (dq, dk, dv).
 * The weights P are computed again, row by row: dV_j += P_j dy, dP_j = dy V_j, dS = P (dP - sum(P
 * dP)), dq = sum dS_j K_j / sqrt(D), dK_j += dS_j q / sqrt(D).
 */
final class CausalAttentionGradient implements KernelFactory {
  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    return Optional.of(call.inputShapes().subList(0, 3));
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    AttentionShape shape = AttentionShape.of(call);
    boolean packed = in.size() == 5;
    return new AttentionLoop(shape, in, packed, context, new Backward(shape, in, out));
  }

  /** One key/value head and the query heads that share it. */
  private record Backward(AttentionShape s, List<Slice> in, List<Slice> out)
      implements AttentionLoop.Body {

    @Override
    public void run(AttentionSpans spans, int tree, int head, AttentionScratch scratch) {
      scratch.prepareBackward(s, spans.longest());
      int root = spans.root(tree);
      int prefix = spans.length(root);
      span(spans.start(root), prefix, 0, head, scratch);
      for (int span = root + 1; span < spans.end(tree); span++) {
        span(spans.start(span), spans.length(span), prefix, head, scratch);
        store(spans.start(span), spans.length(span), prefix, head, scratch);
      }
      store(spans.start(root), prefix, 0, head, scratch);
    }

    private void store(int start, int count, int before, int head, AttentionScratch scratch) {
      scratch.storeGradients(out.get(1), out.get(2), start, count, head, before);
    }

    /** Adds what tokens [start, start + count) contribute, with {@code before} prefix keys. */
    private void span(int start, int count, int before, int head, AttentionScratch scratch) {
      scratch.loadBackward(in.get(1), in.get(2), start, count, head, before);
      for (int h = head * s.group(); h < (head + 1) * s.group(); h++) {
        for (int t = 0; t < count; t += QUERIES) {
          int queries = Math.min(QUERIES, count - t);
          scratch.loadQueries(in.get(0), in.get(in.size() - 1), start + t, queries, h);
          queries(scratch, start + t, queries, before + t, h);
        }
      }
    }

    /** Queries of one head, of which the first sees {@code before} keys besides its own. */
    private void queries(AttentionScratch scratch, int token, int count, int before, int head) {
      AttentionBlock block = scratch.block();
      int stride = scratch.stride();
      for (int t = 0; t < count; t += ROWS) {
        int rows = Math.min(ROWS, count - t);
        scoreGradient(scratch, t, rows, before + t);
        block.left(scratch.scores(), t * stride, stride, rows);
        block.sum(before + t + rows, false);
        block.product(scratch.keys(), 0, scratch.output(), 0, scratch.width());
        scratch.storeOutput(out.get(0), token + t, rows, head);
      }
      accumulate(scratch, scratch.scores(), scratch.queries(), before, count);
      accumulate(scratch, scratch.weights(), scratch.upstream(), before, count);
    }

    /** Weights and dS / sqrt(D) of the rows from t on, into the scores. */
    private void scoreGradient(AttentionScratch scratch, int t, int rows, int before) {
      AttentionBlock block = scratch.block();
      int stride = scratch.stride();
      int width = scratch.width();
      AttentionSoftmax softmax = scratch.softmax();
      float[] weights = scratch.weights();
      float[] scores = scratch.scores();
      int length = before + rows;
      block.left(scratch.queries(), t * width, width, rows);
      block.dots(scratch.keyColumns(), length, weights, t * stride, stride);
      block.left(scratch.upstream(), t * width, width, rows);
      block.dots(scratch.valueColumns(), length, scores, t * stride, stride);
      softmax.apply(weights, t * stride, stride, rows, before + 1, 1);
      for (int r = 0; r < rows; r++) {
        softmax.gradient(weights, scores, (t + r) * stride, length);
      }
    }

    /**
     * sums_j += sum over the queries that see key j of matrix[t, j] rows_t. Entries of a tile above
     * the diagonal are 0 up to the next whole vector, so within the tile.
     */
    private void accumulate(
        AttentionScratch scratch, float[] matrix, float[] rows, int before, int count) {
      float[] sums = rows == scratch.queries() ? scratch.keyGradient() : scratch.valueGradient();
      AttentionBlock block = scratch.block();
      int stride = scratch.stride();
      int width = scratch.width();
      int keys = before + count;
      for (int j = 0; j < keys; j += ROWS) {
        int first = Math.max(0, j - before);
        block.leftTransposed(matrix, first * stride + j, stride, Math.min(ROWS, keys - j));
        block.sum(count - first, true);
        block.product(rows, first * width, sums, j * width, width);
      }
    }
  }
}
