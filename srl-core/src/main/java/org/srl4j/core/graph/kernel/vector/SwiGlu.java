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
 * {@code swiglu}: gate sigmoid(gate) up (Shazeer, arXiv:2002.05202); and {@code swiglu_grad} of
 * (gate, up, dy), which gives (dgate, dup).
 */
final class SwiGlu implements KernelFactory {
  private static final int GRAIN = 4096;

  private final boolean gradient;

  SwiGlu(boolean gradient) {
    this.gradient = gradient;
  }

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    long[] shape = call.inputShapes().get(0);
    if (call.elements(0) < WIDTH) {
      return Optional.empty();
    }
    return Optional.of(gradient ? List.of(shape, shape) : List.<long[]>of(shape));
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    int n = call.elements(0);
    return () -> context.workers().forRows(n, GRAIN, (from, to) -> range(in, out, from, to, n));
  }

  /** Whole vectors; the last one overlaps the one before it, which changes nothing. */
  private void range(List<Slice> in, List<Slice> out, int from, int to, int n) {
    float[] gate = in.get(0).data();
    float[] up = in.get(1).data();
    int go = in.get(0).offset();
    int uo = in.get(1).offset();
    for (int start = from; start < to; start += WIDTH) {
      int i = Math.min(start, n - WIDTH);
      FloatVector g = Lanes.load(gate, go + i);
      FloatVector u = Lanes.load(up, uo + i);
      FloatVector s = Lanes.broadcast(1f).div(Lanes.exp(g.neg()).add(1f));
      FloatVector silu = g.mul(s);
      if (gradient) {
        FloatVector dy = Lanes.load(in.get(2).data(), in.get(2).offset() + i);
        // d silu / d gate = s (1 + gate (1 - s)) = s + silu - s silu
        FloatVector slope = s.add(silu).sub(s.mul(silu));
        dy.mul(u).mul(slope).intoArray(out.get(0).data(), out.get(0).offset() + i);
        dy.mul(silu).intoArray(out.get(1).data(), out.get(1).offset() + i);
      } else {
        silu.mul(u).intoArray(out.get(0).data(), out.get(0).offset() + i);
      }
    }
  }
}
