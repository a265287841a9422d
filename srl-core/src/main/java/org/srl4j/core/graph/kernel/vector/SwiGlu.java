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
    return Optional.of(gradient ? List.of(shape, shape) : List.<long[]>of(shape));
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    int n = call.elements(0);
    if (n < WIDTH) {
      return padded(in, out, n);
    }
    return gradient
        ? () -> context.workers().forRows(n, GRAIN, (from, to) -> backward(in, out, from, to))
        : () -> context.workers().forRows(n, GRAIN, (from, to) -> forward(in, out, from, to));
  }

  /** Fewer elements than a vector has, aside in one: a single decoded row of a narrow layer. */
  private Kernel padded(List<Slice> in, List<Slice> out, int n) {
    List<Slice> wideIn = in.stream().map(slice -> Slice.allocate(WIDTH)).toList();
    List<Slice> wideOut = out.stream().map(slice -> Slice.allocate(WIDTH)).toList();
    return () -> {
      for (int i = 0; i < in.size(); i++) {
        copy(in.get(i), wideIn.get(i), n);
      }
      if (gradient) {
        backward(wideIn, wideOut, 0, WIDTH);
      } else {
        forward(wideIn, wideOut, 0, WIDTH);
      }
      for (int i = 0; i < out.size(); i++) {
        copy(wideOut.get(i), out.get(i), n);
      }
    };
  }

  private static void copy(Slice from, Slice to, int n) {
    System.arraycopy(from.data(), from.offset(), to.data(), to.offset(), n);
  }

  // Whole vectors; the last one overlaps the one before it, which changes nothing.

  private static void forward(List<Slice> in, List<Slice> out, int from, int to) {
    float[] gate = in.get(0).data();
    float[] up = in.get(1).data();
    float[] y = out.get(0).data();
    int go = in.get(0).offset();
    int uo = in.get(1).offset();
    int yo = out.get(0).offset();
    int last = in.get(0).length() - WIDTH;
    for (int start = from; start < to; start += WIDTH) {
      int i = Math.min(start, last);
      FloatVector g = Lanes.load(gate, go + i);
      g.mul(sigmoid(g)).mul(Lanes.load(up, uo + i)).intoArray(y, yo + i);
    }
  }

  /** d silu / d gate = s (1 + gate (1 - s)) = s + silu - s silu. */
  private static void backward(List<Slice> in, List<Slice> out, int from, int to) {
    float[] gate = in.get(0).data();
    float[] up = in.get(1).data();
    float[] dy = in.get(2).data();
    float[] dgate = out.get(0).data();
    float[] dup = out.get(1).data();
    int go = in.get(0).offset();
    int uo = in.get(1).offset();
    int dyo = in.get(2).offset();
    int dgo = out.get(0).offset();
    int duo = out.get(1).offset();
    int last = in.get(0).length() - WIDTH;
    for (int start = from; start < to; start += WIDTH) {
      int i = Math.min(start, last);
      FloatVector g = Lanes.load(gate, go + i);
      FloatVector s = sigmoid(g);
      FloatVector silu = g.mul(s);
      FloatVector slope = s.add(silu).sub(s.mul(silu));
      FloatVector d = Lanes.load(dy, dyo + i);
      d.mul(Lanes.load(up, uo + i)).mul(slope).intoArray(dgate, dgo + i);
      d.mul(silu).intoArray(dup, duo + i);
    }
  }

  private static FloatVector sigmoid(FloatVector x) {
    return Lanes.broadcast(1f).div(Lanes.exp(x.neg()).add(1f));
  }
}
