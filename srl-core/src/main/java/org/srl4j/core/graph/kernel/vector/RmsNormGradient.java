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
 * x s^3 mean(x gain dy) and dgain = sum over rows of s x dy, which is left out when attribute
 * {@code weight_gradient} is 0.
 */
final class RmsNormGradient implements KernelFactory {
  /** Elements from which on threads share the columns of dgain, so many each at least. */
  private static final int PARALLEL = 1 << 15;

  private static final int COLUMNS = 32;

  @Override
  public Optional<List<long[]>> outputShapes(Call call) {
    return Optional.of(call.inputShapes().subList(0, ofGain(call) ? 2 : 1));
  }

  private static boolean ofGain(Call call) {
    return call.number("weight_gradient", 1) != 0;
  }

  @Override
  public Kernel bind(Call call, List<Slice> in, List<Slice> out, KernelContext context) {
    int width = call.size(0, -1);
    Rows rows = new Rows(in, out, width, (float) call.number("epsilon"), new float[call.rows(0)]);
    boolean ofGain = ofGain(call);
    int columns = call.elements(0) < PARALLEL ? width : COLUMNS;
    return () -> {
      context.workers().forRows(rows.scales.length, 64, rows::inputs);
      if (ofGain) {
        context.workers().forRows(width, columns, rows::gain);
      }
    };
  }

  /** The two parts; the first leaves s of every row for the second. */
  private record Rows(List<Slice> in, List<Slice> out, int width, float epsilon, float[] scales) {

    /** dx of rows [from, to). */
    void inputs(int from, int to) {
      float[] x = in.get(0).data();
      float[] dx = out.get(0).data();
      for (int r = from; r < to; r++) {
        int xo = in.get(0).offset() + r * width;
        int dxo = out.get(0).offset() + r * width;
        float s = RmsNorm.inverseRms(x, xo, width, epsilon);
        scales[r] = s;
        weigh(in.get(2).offset() + r * width, dxo);
        float c = RmsNorm.dot(x, xo, dx, dxo, width) * s * s * s / width;
        for (int i = 0; i < width; i++) {
          dx[dxo + i] = s * dx[dxo + i] - c * x[xo + i];
        }
      }
    }

    /** Leaves gain dy of a row in dx. */
    private void weigh(int dyo, int dxo) {
      float[] gain = in.get(1).data();
      float[] dy = in.get(2).data();
      float[] dx = out.get(0).data();
      int go = in.get(1).offset();
      for (int i = 0; i < width; i++) {
        dx[dxo + i] = dy[dyo + i] * gain[go + i];
      }
    }

    /** Columns [from, to) of dgain, row after row. */
    void gain(int from, int to) {
      float[] x = in.get(0).data();
      float[] dy = in.get(2).data();
      float[] dgain = out.get(1).data();
      int dgo = out.get(1).offset();
      Arrays.fill(dgain, dgo + from, dgo + to, 0f);
      for (int r = 0; r < scales.length; r++) {
        int xo = in.get(0).offset() + r * width;
        int dyo = in.get(2).offset() + r * width;
        float s = scales[r];
        for (int i = from; i < to; i++) {
          dgain[dgo + i] += s * x[xo + i] * dy[dyo + i];
        }
      }
    }
  }
}
