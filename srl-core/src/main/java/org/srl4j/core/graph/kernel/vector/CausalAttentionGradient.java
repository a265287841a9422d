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
import org.srl4j.core.graph.kernel.vector.AttentionTile.Rows;
import org.srl4j.core.graph.kernel.vector.AttentionTile.Target;

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
    AttentionTile tile = new AttentionTile(shape.headSize());
    boolean packed = in.size() == 5;
    return new AttentionLoop(shape, in, packed, context, new Backward(shape, in, out, row, tile));
  }

  /** One key/value head and the query heads that share it. */
  private record Backward(
      AttentionShape s, List<Slice> in, List<Slice> out, AttentionRow row, AttentionTile tile)
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
      Slice q = in.get(0);
      Slice dy = in.get(in.size() - 1);
      for (int h = head * s.group(); h < (head + 1) * s.group(); h++) {
        int at = s.queryAt(start, h);
        Rows queries = new Rows(q.data(), q.offset() + at, s.queryStride());
        Rows upstream = new Rows(dy.data(), dy.offset() + at, s.queryStride());
        Rows dq = new Rows(out.get(0).data(), out.get(0).offset() + at, s.queryStride());
        for (int t = 0; t < count; t += AttentionTile.ROWS) {
          rows(queries, upstream, dq, t, block, scratch);
        }
        accumulate(scratch.scores(), queries, scratch.keyGradient(), block);
        accumulate(scratch.weights(), upstream, scratch.valueGradient(), block);
      }
    }

    /** Weights, gradients of the scores, and dq of up to four rows. */
    private void rows(
        Rows queries, Rows upstream, Rows dq, int t, Block block, AttentionScratch scratch) {
      int count = Math.min(AttentionTile.ROWS, block.count - t);
      int length = block.before + t + 1;
      int longest = length + count - 1;
      AttentionRow.Blocks blocks = scratch.blocks();
      Target weights = new Target(scratch.weights(), t * block.stride, block.stride);
      Target scores = new Target(scratch.scores(), t * block.stride, block.stride);
      tile.dots(queries, t, count, scratch.keyColumns(), blocks, longest, weights);
      tile.dots(upstream, t, count, scratch.valueColumns(), blocks, longest, scores);
      for (int r = 0; r < count; r++) {
        row.normalise(weights.data(), weights.at(r), length + r);
        scoreGradient(weights.data(), scores.data(), weights.at(r), length + r);
      }
      int r = 0;
      for (; r + 2 <= count; r += 2) {
        scores.data()[scores.at(r) + length + r] = 0f;
        Target two = new Target(scores.data(), scores.at(r), block.stride);
        tile.mixTwo(two, scratch.keys(), blocks, length + r + 1, dq, t + r);
      }
      if (r < count) {
        float[] out = dq.data();
        row.mix(scores.data(), scores.at(r), scratch.keys(), blocks, length + r, out, dq.at(t + r));
      }
    }

    /** Rows t of a span against its keys: the prefix's {@code before}, then its own. */
    private record Block(int stride, int count, int before) {
      /** First row that sees key j. */
      int first(int j) {
        return Math.max(0, j - before);
      }
    }

    /** Inner products of dy with the values become dS / sqrt(D). */
    private void scoreGradient(float[] weights, float[] scores, int base, int length) {
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
        int d = 0;
        for (; d + 2 * WIDTH <= size; d += 2 * WIDTH) {
          accumulateTwo(matrix, rows, sums, block, j, d);
        }
        for (; d < size; d += WIDTH) {
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
      float[] data = rows.data();
      int first = block.first(j);
      int m = first * block.stride + j;
      int r = rows.at(first) + d;
      for (int t = first; t < block.count; t++, m += block.stride, r += rows.stride()) {
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

    /** Two vectors of components at once, so that a matrix entry is read once for both. */
    private void accumulateTwo(float[] matrix, Rows rows, float[] sums, Block block, int j, int d) {
      int size = s.headSize();
      int at = j * size + d;
      FloatVector s0 = Lanes.load(sums, at);
      FloatVector s1 = Lanes.load(sums, at + size);
      FloatVector s2 = Lanes.load(sums, at + 2 * size);
      FloatVector s3 = Lanes.load(sums, at + 3 * size);
      FloatVector r0 = Lanes.load(sums, at + WIDTH);
      FloatVector r1 = Lanes.load(sums, at + size + WIDTH);
      FloatVector r2 = Lanes.load(sums, at + 2 * size + WIDTH);
      FloatVector r3 = Lanes.load(sums, at + 3 * size + WIDTH);
      float[] data = rows.data();
      int first = block.first(j);
      int m = first * block.stride + j;
      int r = rows.at(first) + d;
      for (int t = first; t < block.count; t++, m += block.stride, r += rows.stride()) {
        FloatVector x = Lanes.load(data, r);
        FloatVector y = Lanes.load(data, r + WIDTH);
        FloatVector w0 = Lanes.broadcast(matrix[m]);
        s0 = x.fma(w0, s0);
        r0 = y.fma(w0, r0);
        FloatVector w1 = Lanes.broadcast(matrix[m + 1]);
        s1 = x.fma(w1, s1);
        r1 = y.fma(w1, r1);
        FloatVector w2 = Lanes.broadcast(matrix[m + 2]);
        s2 = x.fma(w2, s2);
        r2 = y.fma(w2, r2);
        FloatVector w3 = Lanes.broadcast(matrix[m + 3]);
        s3 = x.fma(w3, s3);
        r3 = y.fma(w3, r3);
      }
      s0.intoArray(sums, at);
      s1.intoArray(sums, at + size);
      s2.intoArray(sums, at + 2 * size);
      s3.intoArray(sums, at + 3 * size);
      r0.intoArray(sums, at + WIDTH);
      r1.intoArray(sums, at + size + WIDTH);
      r2.intoArray(sums, at + 2 * size + WIDTH);
      r3.intoArray(sums, at + 3 * size + WIDTH);
    }

    /** The components that fill no whole vector. */
    private void accumulateRest(
        float[] matrix, Rows rows, float[] sums, Block block, int j, int from) {
      int size = s.headSize();
      for (int t = block.first(j); t < block.count; t++) {
        for (int k = j; k < j + BLOCK; k++) {
          float weight = matrix[t * block.stride + k];
          for (int d = from; d < size; d++) {
            float x = rows.data()[rows.at(t) + d];
            sums[k * size + d] = Math.fma(weight, x, sums[k * size + d]);
          }
        }
      }
    }
  }
}
