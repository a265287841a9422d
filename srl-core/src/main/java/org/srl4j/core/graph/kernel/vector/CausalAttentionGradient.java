package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
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
      this.dk = new float[shape.length() * shape.headSize()];
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
      for (int j = 0; j < s.length(); j += 4) {
        int count = Math.min(4, s.length() - j);
        for (int d = 0; d < size; d += WIDTH) {
          accumulate(matrix, rows, sums, j, count, d);
        }
      }
    }

    private void accumulate(float[] matrix, float[] rows, float[] sums, int j, int count, int d) {
      int size = s.headSize();
      VectorMask<Float> mask = Lanes.below(d, size);
      boolean whole = d + WIDTH <= size;
      FloatVector s0 = Lanes.broadcast(0f);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      // Entries above the diagonal are 0 up to the next whole vector, which holds j .. j + 3.
      for (int t = j; t < s.length(); t++) {
        int at = t * size + d;
        FloatVector r = whole ? Lanes.load(rows, at) : Lanes.load(rows, at, mask);
        int m = t * stride + j;
        s0 = r.fma(Lanes.broadcast(matrix[m]), s0);
        s1 = r.fma(Lanes.broadcast(matrix[m + 1]), s1);
        s2 = r.fma(Lanes.broadcast(matrix[m + 2]), s2);
        s3 = r.fma(Lanes.broadcast(matrix[m + 3]), s3);
      }
      FloatVector[] partial = {s0, s1, s2, s3};
      for (int i = 0; i < count; i++) {
        int at = (j + i) * size + d;
        FloatVector old = whole ? Lanes.load(sums, at) : Lanes.load(sums, at, mask);
        Lanes.storeFirst(old.add(partial[i]), sums, at, size - d);
      }
    }

    private void store(float[] rows, Slice target, int b, int kv) {
      int size = s.headSize();
      for (int t = 0; t < s.length(); t++) {
        System.arraycopy(
            rows, t * size, target.data(), target.offset() + s.keyAt(b, t, kv), size);
      }
    }
  }
}
