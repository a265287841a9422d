package org.srl4j.core.graph.kernel.vector;

import static org.srl4j.core.graph.kernel.vector.Lanes.SPECIES;
import static org.srl4j.core.graph.kernel.vector.Lanes.WIDTH;

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
 * {@code swiglu}: gate sigmoid(gate) up (Shazeer, arXiv:2002.05202); and {@code swiglu_grad} of
 * (gate, up, dy), which gives (dgate, dup).
 */
final class SwiGlu implements KernelFactory {
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
    return () ->
        context
            .workers()
            .forRows(
                n,
                4096,
                (from, to) -> {
                  for (int i = from; i < to; i += WIDTH) {
                    VectorMask<Float> mask = SPECIES.indexInRange(i, to);
                    if (gradient) {
                      backward(in, out, i, mask);
                    } else {
                      forward(in, out, i, mask);
                    }
                  }
                });
  }

  private static FloatVector at(List<Slice> slices, int which, int i, VectorMask<Float> mask) {
    Slice slice = slices.get(which);
    return Lanes.load(slice.data(), slice.offset() + i, mask);
  }

  private static void put(
      FloatVector v, List<Slice> slices, int which, int i, VectorMask<Float> mask) {
    Slice slice = slices.get(which);
    v.intoArray(slice.data(), slice.offset() + i, mask);
  }

  private static FloatVector sigmoid(FloatVector x) {
    return Lanes.broadcast(1f).div(Lanes.exp(x.neg()).add(1f));
  }

  private static void forward(List<Slice> in, List<Slice> out, int i, VectorMask<Float> mask) {
    FloatVector gate = at(in, 0, i, mask);
    put(gate.mul(sigmoid(gate)).mul(at(in, 1, i, mask)), out, 0, i, mask);
  }

  private static void backward(List<Slice> in, List<Slice> out, int i, VectorMask<Float> mask) {
    FloatVector gate = at(in, 0, i, mask);
    FloatVector up = at(in, 1, i, mask);
    FloatVector dy = at(in, 2, i, mask);
    FloatVector s = sigmoid(gate);
    FloatVector silu = gate.mul(s);
    // d silu / d gate = s (1 + gate (1 - s)) = s + silu - s silu
    FloatVector slope = s.add(silu).sub(s.mul(silu));
    put(dy.mul(up).mul(slope), out, 0, i, mask);
    put(dy.mul(silu), out, 1, i, mask);
  }
}
