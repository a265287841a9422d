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
 * {@code rms_norm}: y = gain x / sqrt(mean(x^2) + epsilon) along the last axis (Zhang and Sennrich,
 * arXiv:1910.07467, eq. 4).
 */
final class RmsNorm implements KernelFactory {

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    return Optional.of(List.<long[]>of(call.inputShapes().get(0)));
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    int width = call.size(0, -1);
    float epsilon = (float) call.number("epsilon");
    return () ->
        context
            .workers()
            .forRows(
                call.rows(0),
                16,
                (from, to) -> {
                  float[] x = in.get(0).data();
                  float[] gain = in.get(1).data();
                  float[] y = out.get(0).data();
                  for (int r = from; r < to; r++) {
                    int xo = in.get(0).offset() + r * width;
                    int yo = out.get(0).offset() + r * width;
                    float scale = inverseRms(x, xo, width, epsilon);
                    int go = in.get(1).offset();
                    for (int i = 0; i < width; i++) {
                      y[yo + i] = x[xo + i] * scale * gain[go + i];
                    }
                  }
                });
  }

  /** 1 / sqrt(mean(x^2) + epsilon). */
  static float inverseRms(float[] x, int offset, int width, float epsilon) {
    return (float) (1.0 / Math.sqrt(dot(x, offset, x, offset, width) / width + epsilon));
  }

  /** Inner product, lane by lane and then over the lanes. */
  static float dot(float[] x, int xo, float[] y, int yo, int n) {
    FloatVector sum = Lanes.broadcast(0f);
    int bound = Lanes.bound(n);
    for (int i = 0; i < bound; i += WIDTH) {
      sum = Lanes.load(x, xo + i).fma(Lanes.load(y, yo + i), sum);
    }
    float total = Lanes.sum(sum);
    for (int i = bound; i < n; i++) {
      total = Math.fma(x[xo + i], y[yo + i], total);
    }
    return total;
  }
}
