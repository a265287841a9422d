package org.srl4j.core.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.Workers;

class AdamWTest {
  /** Moments and parameters are kept in single precision; a few roundings an update. */
  private static final double TOLERANCE = 2e-6;

  private static final Workers ALONE = Workers.of(1);

  /** A matrix of 6 elements, which decays, and a vector of 3, which does not. */
  private static Parameters parameters() {
    Initialisation normal = Initialisation.normal(1);
    Parameters parameters =
        new Parameters(
            List.of(
                new ParameterSpec("matrix", new long[] {2, 3}, normal),
                new ParameterSpec("vector", new long[] {3}, normal)));
    parameters.initialise(1);
    return parameters;
  }

  /** Algorithm 2 of arXiv:1711.05101 in double precision. */
  private static final class Reference {
    private final double[] m = new double[9];
    private final double[] v = new double[9];
    private final double[] x = new double[9];
    private int t;

    void update(float[] gradient, double rate, AdamWConfig c) {
      t++;
      double squares = 0;
      for (float g : gradient) {
        squares += (double) g * g;
      }
      double clip = Math.min(1, c.maxGradientNorm() / Math.sqrt(squares));
      for (int i = 0; i < x.length; i++) {
        double g = gradient[i] * clip;
        m[i] = c.beta1() * m[i] + (1 - c.beta1()) * g;
        v[i] = c.beta2() * v[i] + (1 - c.beta2()) * g * g;
        double mHat = m[i] / (1 - Math.pow(c.beta1(), t));
        double vHat = v[i] / (1 - Math.pow(c.beta2(), t));
        double decay = i < 6 ? c.weightDecay() : 0;
        x[i] -= rate * (mHat / (Math.sqrt(vHat) + c.epsilon()) + decay * x[i]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, Infinity, 1e-8",
    "0, 1, 1e-8", // clipped: norms here are about 3
    "0.1, 1, 1e-8",
    "0.1, 0.5, 0.1",
  })
  void updatesEqualTheAlgorithm(double decay, double maxNorm, double epsilon) {
    AdamWConfig config = new AdamWConfig(0.9, 0.98, epsilon, decay, maxNorm);
    Parameters parameters = parameters();
    AdamW optimiser = new AdamW(parameters, config, ALONE);
    Reference reference = new Reference();
    for (int i = 0; i < 9; i++) {
      reference.x[i] = parameters.values()[i];
    }
    Random random = new Random(2);
    for (int update = 0; update < 20; update++) {
      float[] gradient = new float[9];
      for (int i = 0; i < 9; i++) {
        gradient[i] = (float) random.nextGaussian();
      }
      double rate = 0.01 * (1 + update % 3);
      optimiser.update(gradient, rate);
      reference.update(gradient, rate, config);
      for (int i = 0; i < 9; i++) {
        assertEquals(reference.x[i], parameters.values()[i], TOLERANCE, update + "/" + i);
      }
    }
    assertEquals(20, optimiser.updates());
  }

  @Test
  void theFirstUpdateMovesByTheLearningRate() {
    Parameters parameters = parameters();
    float before = parameters.values()[0];
    float[] gradient = {3, 0, 0, 0, 4, 0, 0, 0, 0};
    AdamWConfig config = new AdamWConfig(0.9, 0.98, 1e-8, 0, 1);
    // norm sqrt(9 + 16) = 5; clipped g = 0.6; m^ = g, v^ = g^2: a step of rate * sign(g)
    assertEquals(5, new AdamW(parameters, config, ALONE).update(gradient, 0.1), 1e-12);
    assertEquals(before - 0.1, parameters.values()[0], 1e-6);
    assertArrayEquals(new float[] {3, 0, 0, 0, 4, 0, 0, 0, 0}, gradient, "gradient was changed");
  }

  /** Several blocks of 16384, and matrices that begin and end within them. */
  private static Parameters updatedBy(Workers workers) {
    Initialisation normal = Initialisation.normal(1);
    List<ParameterSpec> specs = new ArrayList<>();
    for (int layer = 0; layer < 3; layer++) {
      specs.add(new ParameterSpec("matrix" + layer, new long[] {101, 131}, normal));
      specs.add(new ParameterSpec("vector" + layer, new long[] {977}, normal));
    }
    Parameters parameters = new Parameters(specs);
    parameters.initialise(1);
    AdamW optimiser = new AdamW(parameters, AdamWConfig.defaults(), workers);
    Random random = new Random(3);
    float[] gradient = new float[parameters.values().length];
    for (int update = 0; update < 3; update++) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = (float) random.nextGaussian();
      }
      optimiser.update(gradient, 0.01);
    }
    return parameters;
  }

  @Test
  void theNumberOfThreadsDoesNotChangeABit() {
    float[] expected = updatedBy(ALONE).values();
    for (int threads = 2; threads <= 3; threads++) {
      try (Workers workers = Workers.of(threads)) {
        assertArrayEquals(expected, updatedBy(workers).values(), threads + " threads");
      }
    }
  }

  @Test
  void onlyTensorsWithMoreThanOneAxisDecay() {
    Initialisation one = Initialisation.constant(1);
    Parameters parameters =
        new Parameters(
            List.of(
                new ParameterSpec("gain", new long[] {2}, one),
                new ParameterSpec("left", new long[] {1, 2}, one),
                new ParameterSpec("right", new long[] {2, 1}, one),
                new ParameterSpec("bias", new long[] {1}, one)));
    parameters.initialise(1);
    AdamWConfig config = new AdamWConfig(0.9, 0.98, 1e-8, 0.5, 1);
    new AdamW(parameters, config, ALONE).update(new float[7], 0.1);
    float decayed = 0.95f; // 1 - 0.1 * 0.5; a gradient of 0 moves nothing
    assertArrayEquals(
        new float[] {1, 1, decayed, decayed, decayed, decayed, 1}, parameters.values());
  }

  @Test
  void aGradientThatIsNotFiniteChangesNothing() {
    Parameters parameters = parameters();
    AdamW optimiser = new AdamW(parameters, AdamWConfig.defaults(), ALONE);
    float[] before = parameters.values().clone();
    float[] gradient = new float[9];
    gradient[4] = Float.NaN;
    Exception e = assertThrows(ArithmeticException.class, () -> optimiser.update(gradient, 0.1));
    assertTrue(e.getMessage().startsWith("gradient norm is NaN at update 0"), e.getMessage());
    assertArrayEquals(before, parameters.values());
    assertEquals(0, optimiser.updates());
  }

  @Test
  void restoredMomentsGoOnToTheBit() {
    float[] gradient = {1, -2, 3, -4, 5, -6, 7, -8, 9};
    Parameters whole = parameters();
    AdamW optimiser = new AdamW(whole, AdamWConfig.defaults(), ALONE);
    optimiser.update(gradient, 0.1);
    Parameters resumed = parameters();
    System.arraycopy(whole.values(), 0, resumed.values(), 0, 9);
    AdamW other = new AdamW(resumed, AdamWConfig.defaults(), ALONE);
    other.restore(optimiser.firstMoments(), optimiser.secondMoments(), optimiser.updates());
    optimiser.update(gradient, 0.1);
    other.update(gradient, 0.1);
    assertArrayEquals(whole.values(), resumed.values());
    other.reset();
    assertEquals(0, other.updates());
    assertArrayEquals(new float[9], other.firstMoments());
    assertArrayEquals(new float[9], other.secondMoments());
  }

  private static void assertRejected(
      String message, double beta1, double beta2, double epsilon, double[] decayAndNorm) {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new AdamWConfig(beta1, beta2, epsilon, decayAndNorm[0], decayAndNorm[1]));
    assertEquals(message, e.getMessage());
  }

  @Test
  void optionsOutOfRangeAreRejected() {
    double[] off = {0, 1};
    assertRejected("beta1: must be in [0, 1), got 1.0", 1, 0.98, 1e-8, off);
    assertRejected("beta2: must be in [0, 1), got -0.1", 0.9, -0.1, 1e-8, off);
    assertRejected("epsilon: must be above 0, got 0.0", 0.9, 0.98, 0, off);
    double[] growth = {-1, 1};
    assertRejected("weightDecay: must be at least 0, got -1.0", 0.9, 0.98, 1e-8, growth);
    double[] nothing = {0, 0};
    assertRejected("maxGradientNorm: must be above 0, got 0.0", 0.9, 0.98, 1e-8, nothing);
  }
}
