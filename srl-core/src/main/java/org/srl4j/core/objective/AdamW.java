package org.srl4j.core.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.Workers;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, arXiv:1711.05101, algorithm 2) and
 * gradient-norm clipping, over one flat array of parameters. An update makes two passes, one for
 * the norm and one for everything else; both give the same bits with any number of threads. Not
 * thread-safe.
 */
public final class AdamW {
  /** Elements whose squares are summed on their own, and that a thread takes at least. */
  private static final int BLOCK = 1 << 14;

  private final AdamWConfig config;
  private final Workers workers;
  private final Parameters parameters;
  private final float[] values;
  private final float[] first;
  private final float[] second;
  private final double[] blockSums;
  private final List<Stretch> stretches;
  private long updates;

  /** Neighbouring parameters [from, to) that all decay or all do not. */
  private record Stretch(int from, int to, boolean decays) {}

  /** An optimiser whose moments are 0. */
  public AdamW(Parameters parameters, AdamWConfig config, Workers workers) {
    this.config = config;
    this.workers = workers;
    this.parameters = parameters;
    this.values = parameters.values();
    this.first = new float[values.length];
    this.second = new float[values.length];
    this.blockSums = new double[(values.length + BLOCK - 1) / BLOCK];
    this.stretches = stretches(parameters.specs(), config.decaysVectors() ? 0 : 2);
  }

  /** Parameters of at least {@code leastAxes} axes decay. */
  private static List<Stretch> stretches(List<ParameterSpec> specs, int leastAxes) {
    List<Stretch> result = new ArrayList<>();
    int from = 0;
    int to = 0;
    for (int s = 0; s < specs.size(); s++) {
      boolean decays = specs.get(s).shape().length >= leastAxes;
      to += specs.get(s).elements();
      if (s + 1 == specs.size() || specs.get(s + 1).shape().length >= leastAxes != decays) {
        result.add(new Stretch(from, to, decays));
        from = to;
      }
    }
    return result;
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
    Factors decaying =
        new Factors(scale, rate, root, (float) (1 - learningRate * config.weightDecay()));
    Factors keeping = new Factors(scale, rate, root, 1);
    workers.forRows(
        values.length,
        BLOCK,
        (from, to) -> {
          for (Stretch s : stretches) {
            Factors factors = s.decays ? decaying : keeping;
            apply(gradient, Math.max(from, s.from), Math.min(to, s.to), factors);
          }
        });
    parameters.changed();
    return norm;
  }

  private record Factors(float scale, float rate, float root, float keep) {}

  /** A plain loop over local variables: the compiler vectorises it. */
  private void apply(float[] gradient, int from, int to, Factors f) {
    float[] x = values;
    float[] ms = first;
    float[] vs = second;
    float b1 = (float) config.beta1();
    float b2 = (float) config.beta2();
    float epsilon = (float) config.epsilon();
    float scale = f.scale;
    float rate = f.rate;
    float root = f.root;
    float keep = f.keep;
    for (int i = from; i < to; i++) {
      float g = gradient[i] * scale;
      float m = b1 * ms[i] + (1 - b1) * g;
      float v = b2 * vs[i] + (1 - b2) * g * g;
      ms[i] = m;
      vs[i] = v;
      x[i] = x[i] * keep - rate * m / ((float) Math.sqrt(v) * root + epsilon);
    }
  }

  /** Sums blocks, each in four chains, and then the blocks, in order. */
  private double norm(float[] gradient) {
    workers.forRows(
        blockSums.length,
        1,
        (from, to) -> {
          for (int b = from; b < to; b++) {
            int end = Math.min(gradient.length, (b + 1) * BLOCK);
            blockSums[b] = squares(gradient, b * BLOCK, end);
          }
        });
    double sum = 0;
    for (double block : blockSums) {
      sum += block;
    }
    return Math.sqrt(sum);
  }

  private static double squares(float[] gradient, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i < to - 3; i += 4) {
      s0 += (double) gradient[i] * gradient[i];
      s1 += (double) gradient[i + 1] * gradient[i + 1];
      s2 += (double) gradient[i + 2] * gradient[i + 2];
      s3 += (double) gradient[i + 3] * gradient[i + 3];
    }
    for (; i < to; i++) {
      s0 += (double) gradient[i] * gradient[i];
    }
    return (s0 + s1) + (s2 + s3);
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
