package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelFactory;
import org.srl4j.core.graph.kernel.Slice;

/**
 * {@code causal_attention_grad} of (q, k, v, dy), giving (dq, dk, dv). The weights P are computed
 * again, row by row: dV_j += P_j dy, dP_j = dy V_j, dS = P (dP - sum(P dP)), dq = sum dS_j K_j /
 * sqrt(D), dK_j += dS_j q / sqrt(D).
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
    return () ->
        context
            .workers()
            .forRows(
                shape.batch() * shape.keyValueHeads(),
                1,
                (from, to) -> {
                  Head head = new Head(shape, in, out);
                  for (int bk = from; bk < to; bk++) {
                    head.run(bk / shape.keyValueHeads(), bk % shape.keyValueHeads());
                  }
                });
  }

  /** The backward pass of one key/value head and the query heads that share it. */
  private static final class Head {
    private final AttentionShape s;
    private final List<Slice> in;
    private final List<Slice> out;
    private final HeadRows keys;
    private final HeadRows values;
    private final HeadRows queries;
    private final HeadRows upstream;
    private final AttentionRow row;
    private final int stride;
    private final float[] weights; // [T, stride]
    private final float[] scores; // [T, stride], gradient of the scores before scaling
    private final float[] dk;
    private final float[] dv;

    Head(AttentionShape shape, List<Slice> in, List<Slice> out) {
      this.s = shape;
      this.in = in;
      this.out = out;
      AttentionShape heads = shape.queryHeads();
      this.keys = new HeadRows(shape);
      this.values = new HeadRows(shape);
      this.queries = new HeadRows(heads);
      this.upstream = new HeadRows(heads);
      this.row = new AttentionRow(shape.headSize());
      this.stride = AttentionRow.padded(shape.length());
      this.weights = new float[shape.length() * stride];
      this.scores = new float[weights.length];
      // Whole blocks of rows, so that the last block needs no special case.
      int blocks = (shape.length() + BLOCK - 1) / BLOCK;
      this.dk = new float[blocks * BLOCK * shape.headSize()];
      this.dv = new float[dk.length];
    }

    void run(int b, int kv) {
      AttentionRow.Columns keyColumns = keys.transposed(in.get(1), b, kv);
      AttentionRow.Columns valueColumns = values.transposed(in.get(2), b, kv);
      float[] keyRows = keys.rows(in.get(1), b, kv);
      Arrays.fill(dk, 0f);
      Arrays.fill(dv, 0f);
      for (int h = kv * s.group(); h < (kv + 1) * s.group(); h++) {
        float[] q = queries.rows(in.get(0), b, h);
        float[] dy = upstream.rows(in.get(3), b, h);
        for (int t = 0; t < s.length(); t++) {
          int qo = t * s.headSize();
          row.softmax(q, qo, keyColumns, t + 1, weights, t * stride);
          scoreGradient(dy, qo, valueColumns, t);
          int to = out.get(0).offset() + s.queryAt(b, t, h);
          row.mix(scores, t * stride, keyRows, 0, t + 1, out.get(0).data(), to);
        }
        accumulate(scores, q, dk);
        accumulate(weights, dy, dv);
      }
      store(dk, out.get(1), b, kv);
      store(dv, out.get(2), b, kv);
    }

    /** dS / sqrt(D) of row t, into {@link #scores}. */
    private void scoreGradient(float[] dy, int yo, AttentionRow.Columns columns, int t) {
      int base = t * stride;
      FloatVector total = Lanes.broadcast(0f);
      for (int j = 0; j <= t; j += WIDTH) {
        FloatVector p = Lanes.load(weights, base + j);
        FloatVector dp = row.dot(dy, yo, columns, j);
        dp.intoArray(scores, base + j);
        // Weights past the row's end are 0, and so is what they contribute.
        total = dp.fma(p, total);
      }
      float mean = Lanes.sum(total);
      for (int j = 0; j <= t; j += WIDTH) {
        FloatVector ds = Lanes.load(scores, base + j).sub(mean).mul(Lanes.load(weights, base + j));
        ds.mul(row.scale()).intoArray(scores, base + j);
      }
    }

    /** sums_j += sum over t >= j of matrix[t, j] rows_t; four j at a time. */
    private void accumulate(float[] matrix, float[] rows, float[] sums) {
      int size = s.headSize();
      for (int j = 0; j < s.length(); j += BLOCK) {
        for (int d = 0; d < size; d += WIDTH) {
          if (d + WIDTH <= size) {
            accumulateWhole(matrix, rows, sums, j, d);
          } else {
            accumulateRest(matrix, rows, sums, j, d);
          }
        }
      }
    }

    /** Entries above the diagonal are 0 up to the next whole vector, which holds j .. j + 3. */
    private void accumulateWhole(float[] matrix, float[] rows, float[] sums, int j, int d) {
      int size = s.headSize();
      int at = j * size + d;
      FloatVector s0 = Lanes.load(sums, at);
      FloatVector s1 = Lanes.load(sums, at + size);
      FloatVector s2 = Lanes.load(sums, at + 2 * size);
      FloatVector s3 = Lanes.load(sums, at + 3 * size);
      int length = s.length();
      for (int t = j, m = j * stride + j, r = at; t < length; t++, m += stride, r += size) {
        FloatVector row = Lanes.load(rows, r);
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
    private void accumulateRest(float[] matrix, float[] rows, float[] sums, int j, int from) {
      int size = s.headSize();
      for (int t = j; t < s.length(); t++) {
        for (int k = j; k < Math.min(j + BLOCK, t + 1); k++) {
          float weight = matrix[t * stride + k];
          for (int d = from; d < size; d++) {
            sums[k * size + d] = Math.fma(weight, rows[t * size + d], sums[k * size + d]);
          }
        }
      }
    }

    private void store(float[] rows, Slice target, int b, int kv) {
      int size = s.headSize();
      for (int t = 0; t < s.length(); t++) {
        System.arraycopy(rows, t * size, target.data(), target.offset() + s.keyAt(b, t, kv), size);
      }
    }
  }
}
