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
    private final HeadRows keyRows;
    private final HeadRows valueRows;
    private final AttentionRow row;
    private final float[] scoreGradient;
    private final float[] dk;
    private final float[] dv;

    Head(AttentionShape shape, List<Slice> in, List<Slice> out) {
      this.s = shape;
      this.in = in;
      this.out = out;
      this.keyRows = new HeadRows(shape);
      this.valueRows = new HeadRows(shape);
      this.row = new AttentionRow(shape.headSize(), shape.length());
      this.scoreGradient = new float[row.weights().length];
      this.dk = new float[shape.length() * shape.headSize()];
      this.dv = new float[dk.length];
    }

    void run(int b, int kv) {
      AttentionRow.Keys keys = keyRows.transposed(in.get(1), b, kv);
      float[] keyRow = keyRows.rows(in.get(1), b, kv);
      AttentionRow.Keys values = valueRows.transposed(in.get(2), b, kv);
      Arrays.fill(dk, 0f);
      Arrays.fill(dv, 0f);
      float[] q = in.get(0).data();
      float[] dy = in.get(3).data();
      for (int h = kv * s.group(); h < (kv + 1) * s.group(); h++) {
        for (int t = 0; t < s.length(); t++) {
          int at = s.queryAt(b, t, h);
          row.softmax(q, in.get(0).offset() + at, keys, t + 1);
          scoreGradient(dy, in.get(3).offset() + at, values, t + 1);
          accumulate(q, in.get(0).offset() + at, dy, in.get(3).offset() + at, t + 1);
          queryGradient(keyRow, t + 1, out.get(0).data(), out.get(0).offset() + at);
        }
      }
      store(dk, out.get(1), b, kv);
      store(dv, out.get(2), b, kv);
    }

    /** dS / sqrt(D) of one row. */
    private void scoreGradient(float[] dy, int yo, AttentionRow.Keys values, int length) {
      float[] weights = row.weights();
      FloatVector total = Lanes.broadcast(0f);
      for (int j = 0; j < length; j += WIDTH) {
        FloatVector dp = row.dot(dy, yo, values, j, Lanes.below(j, length));
        dp.intoArray(scoreGradient, j);
        total = dp.fma(Lanes.load(weights, j), total);
      }
      float mean = Lanes.sum(total);
      for (int j = 0; j < length; j += WIDTH) {
        FloatVector ds = Lanes.load(scoreGradient, j).sub(mean).mul(Lanes.load(weights, j));
        ds.mul(row.scale()).intoArray(scoreGradient, j);
      }
    }

    /** dK_j += dS_j q and dV_j += P_j dy. */
    private void accumulate(float[] q, int qo, float[] dy, int yo, int length) {
      float[] weights = row.weights();
      int size = s.headSize();
      for (int d = 0; d < size; d += WIDTH) {
        VectorMask<Float> mask = Lanes.below(d, size);
        FloatVector query = Lanes.load(q, qo + d, mask);
        FloatVector grad = Lanes.load(dy, yo + d, mask);
        for (int j = 0, at = d; j < length; j++, at += size) {
          FloatVector k = Lanes.load(dk, at, mask);
          query.fma(Lanes.broadcast(scoreGradient[j]), k).intoArray(dk, at, mask);
          FloatVector v = Lanes.load(dv, at, mask);
          grad.fma(Lanes.broadcast(weights[j]), v).intoArray(dv, at, mask);
        }
      }
    }

    private void queryGradient(float[] keyRow, int length, float[] dq, int qo) {
      int size = s.headSize();
      for (int d = 0; d < size; d += WIDTH) {
        VectorMask<Float> mask = Lanes.below(d, size);
        FloatVector even = Lanes.broadcast(0f);
        FloatVector odd = even;
        int j = 0;
        for (; j + 2 <= length; j += 2) {
          int at = j * size + d;
          even = Lanes.load(keyRow, at, mask).fma(Lanes.broadcast(scoreGradient[j]), even);
          odd = Lanes.load(keyRow, at + size, mask).fma(Lanes.broadcast(scoreGradient[j + 1]), odd);
        }
        if (j < length) {
          FloatVector last = Lanes.load(keyRow, j * size + d, mask);
          even = last.fma(Lanes.broadcast(scoreGradient[j]), even);
        }
        even.add(odd).intoArray(dq, qo + d, mask);
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
