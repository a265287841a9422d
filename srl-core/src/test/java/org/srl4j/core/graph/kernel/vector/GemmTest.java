package org.srl4j.core.graph.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.srl4j.core.graph.kernel.Workers;

@EnabledIf(
    value = "kernelsAreThere",
    disabledReason = "kernels need the JVM option --add-modules jdk.incubator.vector")
class GemmTest {

  static boolean kernelsAreThere() {
    return org.srl4j.core.graph.kernel.KernelSet.available().find("matmul").isPresent();
  }

  private static float[] random(int n, long seed) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** One chain of fused multiply-adds over k, as the class promises: equal to the last bit. */
  private static void check(int m, int n, int k, boolean accumulate, int threads) {
    float[] a = random(m * k, 1);
    float[] b = random(k * n, 2);
    float[] start = random(m * n, 3);
    float[] c = start.clone();
    try (Workers workers = Workers.of(threads)) {
      Gemm.multiply(
          Gemm.Matrix.rowMajor(a, 0, k),
          Gemm.Matrix.rowMajor(b, 0, n),
          Gemm.Matrix.rowMajor(c, 0, n),
          new Gemm.Sizes(m, n, k, accumulate),
          workers);
    }
    for (int i = 0; i < m * n; i++) {
      float sum = accumulate ? start[i] : 0;
      for (int l = 0; l < k; l++) {
        sum = Math.fma(a[i / n * k + l], b[l * n + i % n], sum);
      }
      assertEquals(sum, c[i], 0f, "element " + i);
    }
  }

  @Test
  void elementsAreChainsOfFusedMultiplyAdds() {
    check(4, 32, 8, false, 1);
    check(7, 37, 300, false, 2); // k beyond one block of 256
  }

  @Test
  void aProductCanBeAddedToWhatIsThere() {
    check(8, 64, 5, true, 1);
    check(5, 3, 270, true, 2);
  }
}
