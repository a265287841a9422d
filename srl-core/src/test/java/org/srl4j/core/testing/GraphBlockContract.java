package org.srl4j.core.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.kernel.KernelSet;

/**
 * What every graph block promises. Subclass it for a new one and say in {@link #define} what goes
 * in and what comes out; {@link #floatInput} makes an input whose gradient is checked too.
 *
 * <p>The loss is a sum of the first output with random weights, 0 on padding. Errors are relative
 * to the largest element of the tensor; the worst of each kind goes to the test report.
 */
public abstract class GraphBlockContract {
  /** Central differences: an error of h^2 = 1e-10 and rounding of 1e-16 / h = 1e-11. */
  private static final double STEP = 1e-5;

  /** The worst seen is 2e-9, a whole decoder's: gradients that are small against the loss. */
  private static final double GRADIENT_TOLERANCE = 2e-8;

  /** Single precision has 6e-8; the worst seen is 8e-7, after two layers there and back. */
  private static final double KERNEL_TOLERANCE = 5e-6;

  /** Double precision over a few thousand additions in another order. */
  private static final double DOUBLE_TOLERANCE = 1e-12;

  /** Elements of a tensor that are checked one by one; a random direction covers the rest. */
  private static final int ELEMENTS = 12;

  private static final int PADDING = 3;

  /**
   * Defines the block under test.
   *
   * @param scope for {@code scope.batch()} sequences of {@code scope.length()} positions
   * @return the output whose gradient is checked, [B, T, ...] or [N, ...] or a scalar, then any
   *     others
   */
  protected abstract List<SDVariable> define(GraphScope scope);

  /** B. */
  protected int batch() {
    return 2;
  }

  /** T without padding; on purpose no multiple of a vector's width. */
  protected int length() {
    return 5;
  }

  /** Whether the graph is one packed row; {@link #inputs} then holds a layout. */
  protected boolean packed() {
    return false;
  }

  /**
   * Data that carries no gradient, by name of the graph's input.
   *
   * @param length T; positions from {@link #length()} on are padding and must not count
   */
  protected Map<String, float[]> inputs(int batch, int length) {
    return Map.of();
  }

  /** The values of a parameter or float input; draws by default. */
  protected float[] values(ParameterSpec spec, int batch, int length) {
    return Draws.of(spec, batch, length);
  }

  /** An input with a gradient, drawn around 0; every position has draws of its own. */
  protected static SDVariable floatInput(GraphScope scope, String name, long... shape) {
    return scope.parameter(Draws.INPUT + name, Initialisation.normal(1), shape);
  }

  /** Token ids below a limit, [B * T]. */
  protected static float[] ids(String name, int limit, int batch, int length) {
    return Draws.ids(name, limit, batch, length);
  }

  @Test
  void gradientsEqualCentralDifferences(TestReporter report) {
    double worst = 0;
    try (CompiledBlock block = CompiledBlock.plain(this, length())) {
      block.run();
      double largest = 0;
      for (String name : block.gradientNames()) {
        largest = Math.max(largest, largest(block.gradient(name)));
      }
      assertTrue(largest > 0, "no gradient at all");
      for (ParameterSpec spec : block.parameters()) {
        assertTrue(block.gradientNames().contains(spec.name()), "no gradient: " + spec.name());
        double error = differenceError(block, spec);
        assertTrue(error < GRADIENT_TOLERANCE, spec.name() + ": relative error " + error);
        worst = Math.max(worst, error);
      }
    }
    report.publishEntry("worst relative gradient error", Double.toString(worst));
  }

  private static double differenceError(CompiledBlock block, ParameterSpec spec) {
    block.run();
    double[] gradient = block.gradient(spec.name());
    Random random = new Random(spec.name().hashCode());
    double scale = largest(gradient);
    double worst = 0;
    int checked = Math.min(ELEMENTS, gradient.length);
    for (int n = 0; n < checked; n++) {
      int i = checked == gradient.length ? n : random.nextInt(gradient.length);
      double[] direction = new double[gradient.length];
      direction[i] = 1;
      worst = Math.max(worst, Math.abs(slope(block, spec, direction) - gradient[i]) / scale);
    }
    double[] direction = random.doubles(gradient.length, -1, 1).toArray();
    double expected = 0;
    double length = 0;
    for (int i = 0; i < direction.length; i++) {
      length += direction[i] * direction[i];
      expected += direction[i] * gradient[i];
    }
    double norm = Math.sqrt(length);
    double[] unit = Arrays.stream(direction).map(d -> d / norm).toArray();
    worst = Math.max(worst, Math.abs(slope(block, spec, unit) - expected / norm) / scale);
    block.lossAt(spec, unit, 0);
    return worst;
  }

  private static double slope(CompiledBlock block, ParameterSpec spec, double[] direction) {
    double up = block.lossAt(spec, direction, STEP);
    double down = block.lossAt(spec, direction, -STEP);
    return (up - down) / (2 * STEP);
  }

  @Test
  void kernelsEqualTheCompositionInDoublePrecision(TestReporter report) {
    try (CompiledBlock exact = CompiledBlock.plain(this, length());
        CompiledBlock fused = CompiledBlock.fused(this, length(), 1)) {
      exact.run();
      fused.run();
      double values = 0;
      for (int i = 0; i < exact.outputs(); i++) {
        values = Math.max(values, relative(fused.output(i), exact.output(i)));
      }
      double gradients = 0;
      assertEquals(exact.gradientNames(), fused.gradientNames());
      for (String name : new TreeSet<>(exact.gradientNames())) {
        double error = relative(fused.gradient(name), exact.gradient(name));
        assertTrue(error < KERNEL_TOLERANCE, name + ": relative error " + error);
        gradients = Math.max(gradients, error);
      }
      assertTrue(values < KERNEL_TOLERANCE, "outputs: relative error " + values);
      report.publishEntry(
          Map.of("worst value error", "" + values, "worst kernel gradient error", "" + gradients));
    }
  }

  @Test
  void threadsDoNotChangeABit() {
    try (CompiledBlock one = CompiledBlock.fused(this, length(), 1);
        CompiledBlock two = CompiledBlock.fused(this, length(), 2)) {
      one.run();
      two.run();
      assertArrayEquals(one.output(0), two.output(0), 0.0);
      for (String name : one.gradientNames()) {
        assertArrayEquals(one.gradient(name), two.gradient(name), 0.0, name);
      }
    }
  }

  @Test
  void theStockSessionGivesTheSameValues() {
    try (CompiledBlock block = CompiledBlock.plain(this, length())) {
      block.run();
      assertTrue(relative(block.inStockSession(), block.output(0)) < DOUBLE_TOLERANCE);
    }
  }

  @Test
  void paddingOnTheRightChangesNothing() {
    try (CompiledBlock whole = CompiledBlock.plain(this, length());
        CompiledBlock padded = CompiledBlock.plain(this, length() + PADDING)) {
      assertSameOnRealPositions(whole, padded, DOUBLE_TOLERANCE);
    }
    // Sums are in a fixed order and padding adds zeros, so kernels keep every bit.
    double tolerance = KernelSet.available().find("matmul").isPresent() ? 0 : KERNEL_TOLERANCE;
    try (CompiledBlock whole = CompiledBlock.fused(this, length(), 1);
        CompiledBlock padded = CompiledBlock.fused(this, length() + PADDING, 1)) {
      assertSameOnRealPositions(whole, padded, tolerance);
    }
  }

  private void assertSameOnRealPositions(
      CompiledBlock whole, CompiledBlock padded, double tolerance) {
    whole.run();
    padded.run();
    assertEqual(whole.output(0), withoutPadding(padded.output(0)), tolerance, "output");
    for (ParameterSpec spec : whole.parameters()) {
      double[] expected = whole.gradient(spec.name());
      double[] actual = padded.gradient(spec.name());
      boolean input = spec.name().startsWith(Draws.INPUT);
      assertEqual(expected, input ? withoutPadding(actual) : actual, tolerance, spec.name());
      if (input) {
        assertEquals(sumOfSizes(expected), sumOfSizes(actual), 1e-6 * sumOfSizes(expected));
      }
    }
  }

  private static void assertEqual(double[] expected, double[] actual, double limit, String what) {
    double error = relative(actual, expected);
    assertTrue(error <= limit, what + ": relative error " + error);
  }

  /** Positions 0 .. T of every sequence; a scalar as it is. */
  private double[] withoutPadding(double[] padded) {
    int rows = batch() * (length() + PADDING);
    if (padded.length % rows != 0) {
      return padded;
    }
    int width = padded.length / rows;
    double[] result = new double[batch() * length() * width];
    for (int b = 0; b < batch(); b++) {
      int from = b * (length() + PADDING) * width;
      System.arraycopy(padded, from, result, b * length() * width, length() * width);
    }
    return result;
  }

  private static double sumOfSizes(double[] values) {
    return Arrays.stream(values).map(Math::abs).sum();
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  private static double relative(double[] actual, double[] expected) {
    assertEquals(expected.length, actual.length);
    double error = 0;
    for (int i = 0; i < actual.length; i++) {
      error = Math.max(error, Math.abs(actual[i] - expected[i]));
    }
    return error == 0 ? 0 : error / largest(expected);
  }
}
