package org.srl4j.core.objective;

import java.util.Arrays;
import java.util.Map;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Storage;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, arXiv:1711.05101, algorithm 2) and
 * gradient-norm clipping, over one flat array of parameters. Not thread-safe.
 */
public final class AdamW {
  private final Parameters parameters;
  private final AdamWConfig config;
  private final float[] first;
  private final float[] second;
  private long updates;

  /** An optimiser whose moments are 0. */
  public AdamW(Parameters parameters, AdamWConfig config) {
    this.parameters = parameters;
    this.config = config;
    this.first = new float[parameters.values().length];
    this.second = new float[first.length];
  }

  /**
   * One update.
   *
   * @param gradient in the layout of the parameters; not changed
   * @param learningRate at least 0
   * @return the gradient's L2 norm before clipping
   * @throws ArithmeticException if the norm is not finite; the parameters are then unchanged
   */
  public double update(float[] gradient, double learningRate) {
    double norm = norm(gradient);
    if (!Double.isFinite(norm)) {
      throw new ArithmeticException(
          "gradient norm is "
              + norm
              + " at update "
              + updates
              + ": lower the learning rate or the"
              + " clip range, and look at the last row of metrics.jsonl");
    }
    updates++;
    float scale = (float) Math.min(1, config.maxGradientNorm() / (norm + 1e-12));
    double correction1 = 1 - Math.pow(config.beta1(), updates);
    double correction2 = 1 - Math.pow(config.beta2(), updates);
    float rate = (float) (learningRate / correction1);
    float root = (float) (1 / Math.sqrt(correction2));
    Map<String, Slice> slices = parameters.slicesOf(new Storage(parameters.values()));
    for (ParameterSpec spec : parameters.specs()) {
      Slice slice = slices.get(spec.name());
      double decay = spec.shape().length > 1 ? config.weightDecay() : 0;
      float keep = (float) (1 - learningRate * decay);
      apply(gradient, slice, new Factors(scale, rate, root, keep));
    }
    return norm;
  }

  private record Factors(float scale, float rate, float root, float keep) {}

  private void apply(float[] gradient, Slice slice, Factors f) {
    float[] values = parameters.values();
    float b1 = (float) config.beta1();
    float b2 = (float) config.beta2();
    float epsilon = (float) config.epsilon();
    for (int i = slice.offset(); i < slice.offset() + slice.length(); i++) {
      float g = gradient[i] * f.scale;
      float m = b1 * first[i] + (1 - b1) * g;
      float v = b2 * second[i] + (1 - b2) * g * g;
      first[i] = m;
      second[i] = v;
      values[i] = values[i] * f.keep - f.rate * m / ((float) Math.sqrt(v) * f.root + epsilon);
    }
  }

  private static double norm(float[] gradient) {
    double sum = 0;
    for (float g : gradient) {
      sum += (double) g * g;
    }
    return Math.sqrt(sum);
  }

  /** Updates made so far. */
  public long updates() {
    return updates;
  }

  /** First moments, in the layout of the parameters; the array itself. */
  public float[] firstMoments() {
    return first;
  }

  /** Second moments, in the layout of the parameters; the array itself. */
  public float[] secondMoments() {
    return second;
  }

  /** Sets what {@link #firstMoments()}, {@link #secondMoments()} and {@link #updates()} gave. */
  public void restore(float[] firstMoments, float[] secondMoments, long madeUpdates) {
    System.arraycopy(firstMoments, 0, first, 0, first.length);
    System.arraycopy(secondMoments, 0, second, 0, second.length);
    updates = madeUpdates;
  }

  /** Forgets all moments. */
  public void reset() {
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    updates = 0;
  }
}
