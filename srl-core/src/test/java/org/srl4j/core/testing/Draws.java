package org.srl4j.core.testing;

import java.util.Random;
import org.srl4j.core.data.Seeds;
import org.srl4j.core.graph.ParameterSpec;

/** Reproducible data for graphs; what a position gets does not depend on the length. */
final class Draws {
  /** Prefix of parameters that stand for inputs. */
  static final String INPUT = "input.";

  /** Spread of parameters that would start constant. */
  private static final double SPREAD = 0.3;

  private Draws() {}

  /** Values of a parameter, by its initialisation. */
  static float[] of(ParameterSpec spec, int batch, int length) {
    double centre = spec.initialisation().constant();
    double deviation = spec.initialisation().standardDeviation();
    double spread = deviation == 0 ? SPREAD : deviation;
    if (spec.name().startsWith(INPUT)) {
      float[] values = normal(spec.name(), spec.elements(), batch, length);
      return scaled(values, centre, spread);
    }
    Random random = new Random(spec.name().hashCode());
    float[] values = new float[spec.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return scaled(values, centre, spread);
  }

  private static float[] scaled(float[] values, double centre, double spread) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (centre + spread * values[i]);
    }
    return values;
  }

  /** Standard normal draws, seeded by name, sequence and position. */
  static float[] normal(String name, int elements, int batch, int length) {
    float[] values = new float[elements];
    int width = Math.max(1, elements / (batch * length));
    for (int i = 0; i < elements; i++) {
      int row = i / width;
      long seed = Seeds.derive(name.hashCode(), row / length, row % length, i % width);
      values[i] = (float) new Random(seed).nextGaussian();
    }
    return values;
  }

  /** Ids below a limit, one a position. */
  static float[] ids(String name, int limit, int batch, int length) {
    float[] values = new float[batch * length];
    for (int i = 0; i < values.length; i++) {
      long seed = Seeds.derive(name.hashCode(), i / length, i % length);
      values[i] = new Random(seed).nextInt(limit);
    }
    return values;
  }
}
