package org.srl4j.core.graph.kernel.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.srl4j.core.graph.kernel.Call;
import org.srl4j.core.graph.kernel.Kernel;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelFactory;
import org.srl4j.core.graph.kernel.Slice;

/**
 * {@code rms_norm_grad} of (x, gain, dy): with s = 1 / sqrt(mean(x^2) + epsilon), dx = s gain dy -
 * x s^3 mean(x gain dy) and dgain = sum over rows of s x dy.
 */
final class RmsNormGradient implements KernelFactory {

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    return Optional.of(List.of(call.inputShapes().get(0), call.inputShapes().get(1)));
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    int rows = call.rows(0);
    int width = call.size(0, -1);
    float epsilon = (float) call.number("epsilon");
    float[] weighted = new float[width];
    return () -> {
      float[] x = in.get(0).data();
      float[] gain = in.get(1).data();
      float[] dy = in.get(2).data();
      float[] dx = out.get(0).data();
      float[] dgain = out.get(1).data();
      int go = in.get(1).offset();
      int dgo = out.get(1).offset();
      Arrays.fill(dgain, dgo, dgo + width, 0f);
      for (int r = 0; r < rows; r++) {
        int xo = in.get(0).offset() + r * width;
        int yo = in.get(2).offset() + r * width;
        int dxo = out.get(0).offset() + r * width;
        float s = RmsNorm.inverseRms(x, xo, width, epsilon);
        for (int i = 0; i < width; i++) {
          weighted[i] = dy[yo + i] * gain[go + i];
        }
        float c = RmsNorm.dot(x, xo, weighted, 0, width) * s * s * s / width;
        for (int i = 0; i < width; i++) {
          dx[dxo + i] = s * weighted[i] - c * x[xo + i];
        }
        for (int i = 0; i < width; i++) {
          dgain[dgo + i] += s * x[xo + i] * dy[yo + i];
        }
      }
    };
  }
}
