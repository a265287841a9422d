package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
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
  private static final int BLOCK = 4;

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    return Optional.of(call.inputShapes().subList(0, 3));
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    AttentionShape shape = AttentionShape.of(call);
    AttentionRow row = new AttentionRow(shape.headSize());
    boolean packed = in.size() == 5;
    return new AttentionLoop(shape, in, packed, context, new Backward(shape, in, out, row));
  }

  /** One key/value head and the query heads that share it. */
  private record Backward(AttentionShape s, List<Slice> in, List<Slice> out, AttentionRow row)
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
      Block block = new Block(scratch.stride(), count, before);
      AttentionRow.Blocks blocks = scratch.blocks();
      Slice q = in.get(0);
      Slice dy = in.get(in.size() - 1);
      for (int h = head * s.group(); h < (head + 1) * s.group(); h++) {
        int at = s.queryAt(start, h);
        Rows queries = new Rows(q.data(), q.offset() + at, s.queryStride());
        Rows upstream = new Rows(dy.data(), dy.offset() + at, s.queryStride());
        for (int t = 0; t < count; t++) {
          row(queries, upstream, t, block, scratch);
          int to = out.get(0).offset() + s.queryAt(start + t, h);
          float[] dq = out.get(0).data();
          row.mix(
              scratch.scores(), t * block.stride, scratch.keys(), blocks, before + t + 1, dq, to);
        }
        accumulate(scratch.scores(), queries, scratch.keyGradient(), block);
        accumulate(scratch.weights(), upstream, scratch.valueGradient(), block);
      }
    }

    private void row(Rows queries, Rows upstream, int t, Block block, AttentionScratch scratch) {
      int length = block.before + t + 1;
      int base = t * block.stride;
      float[] weights = scratch.weights();
      row.softmax(
          queries.data,
          queries.at(t),
          scratch.keyColumns(),
          scratch.blocks(),
          length,
          weights,
          base);
      scoreGradient(upstream, t, scratch, base, length);
    }

    /** Rows t of a span against its keys: the prefix's {@code before}, then its own. */
    private record Block(int stride, int count, int before) {
      /** First row that sees key j. */
      int first(int j) {
        return Math.max(0, j - before);
      }
    }

    /** D-vectors of one head, a row a token. */
    private record Rows(float[] data, int offset, int stride) {
      int at(int t) {
        return offset + t * stride;
      }
    }

    /** dS / sqrt(D) of row t, into the scores. */
    private void scoreGradient(
        Rows upstream, int t, AttentionScratch scratch, int base, int length) {
      float[] weights = scratch.weights();
      float[] scores = scratch.scores();
      row.dots(
          upstream.data,
          upstream.at(t),
          scratch.valueColumns(),
          scratch.blocks(),
          length,
          scores,
          base);
      FloatVector total = Lanes.broadcast(0f);
      for (int j = 0; j < length; j += WIDTH) {
        // Weights past the row's end are 0, and so is what they contribute.
        total = Lanes.load(scores, base + j).fma(Lanes.load(weights, base + j), total);
      }
      float mean = Lanes.sum(total);
      for (int j = 0; j < length; j += WIDTH) {
        FloatVector ds = Lanes.load(scores, base + j).sub(mean).mul(Lanes.load(weights, base + j));
        ds.mul(row.scale()).intoArray(scores, base + j);
      }
    }

    /** sums_j += sum over the tokens t that see key j of matrix[t, j] rows_t; four j at a time. */
    private void accumulate(float[] matrix, Rows rows, float[] sums, Block block) {
      int size = s.headSize();
      for (int j = 0; j < block.before + block.count; j += BLOCK) {
        for (int d = 0; d < size; d += WIDTH) {
          if (d + WIDTH <= size) {
            accumulateWhole(matrix, rows, sums, block, j, d);
          } else {
            accumulateRest(matrix, rows, sums, block, j, d);
          }
        }
      }
    }

    /** Entries above the diagonal are 0 up to the next whole vector, which holds j .. j + 3. */
    private void accumulateWhole(
        float[] matrix, Rows rows, float[] sums, Block block, int j, int d) {
      int size = s.headSize();
      int at = j * size + d;
      FloatVector s0 = Lanes.load(sums, at);
      FloatVector s1 = Lanes.load(sums, at + size);
      FloatVector s2 = Lanes.load(sums, at + 2 * size);
      FloatVector s3 = Lanes.load(sums, at + 3 * size);
      float[] data = rows.data;
      int first = block.first(j);
      int m = first * block.stride + j;
      int r = rows.at(first) + d;
      for (int t = first; t < block.count; t++, m += block.stride, r += rows.stride) {
        FloatVector row = Lanes.load(data, r);
        s0 = row.fma(Lanes.broadcast(matrix[m]), s0);
        s1 = row.fma(Lanes.broadcast(matrix[m + 1]), s1);
        s2 = row.fma(Lanes.broadcast(matrix[m + 2]), s2);
        s3 = row.fma(Lanes.broadcast(matrix[m + 3]), s3);
      }
      s0.intoArray(sums, at);
      s1.intoArray(sums, at + size);
      s2.intoArray(sums, at + 2 * size);
      s3.intoArray(sums, at + 3 * size);
    }

    /** The components that fill no whole vector. */
    private void accumulateRest(
        float[] matrix, Rows rows, float[] sums, Block block, int j, int from) {
      int size = s.headSize();
      for (int t = block.first(j); t < block.count; t++) {
        for (int k = j; k < j + BLOCK; k++) {
          float weight = matrix[t * block.stride + k];
          for (int d = from; d < size; d++) {
            float x = rows.data[rows.at(t) + d];
            sums[k * size + d] = Math.fma(weight, x, sums[k * size + d]);
          }
        }
      }
    }
  }
}
