package org.srl4j.core.graph.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;

/** Runs one kernel on data of its own, with one thread and with two. */
final class KernelRunner {
  /** Inputs lie behind so many NaNs, so a kernel that forgets an offset is seen. */
  private static final int OFFSET = 3;

  private KernelRunner() {}

  /** A tensor, row-major. */
  record Input(float[] data, long... shape) {
    /** Standard normal draws. */
    static Input random(long seed, long... shape) {
      Random random = new Random(seed);
      float[] data = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) random.nextGaussian();
      }
      return new Input(data, shape);
    }

    static Input ids(int... values) {
      float[] data = new float[values.length];
      for (int i = 0; i < data.length; i++) {
        data[i] = values[i];
      }
      return new Input(data, values.length);
    }

    double[] doubles() {
      double[] result = new double[data.length];
      for (int i = 0; i < data.length; i++) {
        result[i] = data[i];
      }
      return result;
    }
  }

  static KernelFactory factory(String kind) {
    Optional<KernelFactory> factory = KernelSet.available().find(kind);
    Assumptions.assumeTrue(
        factory.isPresent(), "kernels need the JVM option --add-modules jdk.incubator.vector");
    return factory.get();
  }

  static Call call(String kind, Map<String, Double> attributes, Input... inputs) {
    return new Call(kind, attributes, Arrays.stream(inputs).map(Input::shape).toList());
  }

  /** The outputs; also checks that two threads give the same bits as one. */
  static List<float[]> run(String kind, Map<String, Double> attributes, Input... inputs) {
    Call call = call(kind, attributes, inputs);
    List<float[]> one = run(call, 1, Optional.empty(), inputs);
    List<float[]> two = run(call, 2, Optional.empty(), inputs);
    assertEquals(one.size(), two.size());
    for (int i = 0; i < one.size(); i++) {
      assertArrayEquals(one.get(i), two.get(i), kind + ": threads change output " + i);
    }
    return one;
  }

  static List<float[]> run(
      Call call, int threads, Optional<DecodingState> decoding, Input... inputs) {
    KernelFactory factory = factory(call.kind());
    List<Slice> in = Arrays.stream(inputs).map(KernelRunner::place).toList();
    List<Slice> out = new ArrayList<>();
    for (long[] shape : factory.outputShapes(call).orElseThrow()) {
      float[] data = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      Arrays.fill(data, Float.NaN);
      out.add(place(new Input(data, shape)));
    }
    try (Workers workers = Workers.of(threads)) {
      Kernel kernel = factory.bind(call, in, out, new KernelContext(workers, decoding));
      kernel.run();
      kernel.run(); // a second run must not add to the first
    }
    return out.stream()
        .map(s -> Arrays.copyOfRange(s.data(), s.offset(), s.offset() + s.length()))
        .toList();
  }

  private static Slice place(Input input) {
    float[] data = new float[OFFSET + input.data().length];
    Arrays.fill(data, 0, OFFSET, Float.NaN);
    System.arraycopy(input.data(), 0, data, OFFSET, input.data().length);
    return new Slice(new Storage(data), OFFSET, input.data().length);
  }

  /**
   * Compares relative to the largest expected element; absolutely if all are 0 but for rounding.
   */
  static void assertClose(double[] expected, float[] actual, double tolerance, String what) {
    assertEquals(expected.length, actual.length, what);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    double scale = largest < 1e-9 ? 1 : largest;
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(expected[i] - actual[i]) / scale;
      assertTrue(error <= tolerance, what + "[" + i + "]: " + actual[i] + ", not " + expected[i]);
    }
  }
}
