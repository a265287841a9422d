package org.srl4j.core.graph.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
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

  private record Case(int m, int n, int k, boolean accumulate, int threads) {}

  private static Gemm.Matrix matrix(float[] data, int rows, int columns, boolean transposed) {
    return transposed ? new Gemm.Matrix(data, 0, 1, rows) : Gemm.Matrix.rowMajor(data, 0, columns);
  }

  /** One chain of fused multiply-adds over k, as the class promises: equal to the last bit. */
  private static void check(Case test, boolean transposeA, boolean transposeB) {
    int n = test.n;
    Gemm.Matrix a = matrix(random(test.m * test.k, 1), test.m, test.k, transposeA);
    Gemm.Matrix b = matrix(random(test.k * n, 2), test.k, n, transposeB);
    float[] start = random(test.m * n, 3);
    float[] c = start.clone();
    Gemm.Sizes sizes = new Gemm.Sizes(test.m, n, test.k, test.accumulate);
    try (Workers workers = Workers.of(test.threads)) {
      Gemm.multiply(a, b, Gemm.Matrix.rowMajor(c, 0, n), sizes, workers);
    }
    for (int i = 0; i < test.m * n; i++) {
      float sum = test.accumulate ? start[i] : 0;
      for (int l = 0; l < test.k; l++) {
        sum = Math.fma(a.data()[a.at(i / n, l)], b.data()[b.at(l, i % n)], sum);
      }
      assertEquals(sum, c[i], 0f, test + ", element " + i);
    }
  }

  private static void check(int m, int n, int k, boolean accumulate, int threads) {
    Case test = new Case(m, n, k, accumulate, threads);
    check(test, false, false);
    check(test, true, false);
    check(test, false, true);
    check(test, true, true);
  }

  @Test
  void elementsAreChainsOfFusedMultiplyAdds() {
    check(4, 32, 8, false, 1);
    check(7, 37, 400, false, 2); // k beyond one block of 384
    check(13, 421, 67, false, 1); // n beyond one span of 384
    check(101, 62, 30, false, 2); // enough rows for a packed B
  }

  @Test
  void anySizeIsServed() {
    for (int m = 1; m <= 17; m++) {
      check(m, 1 + 5 * m, 3, false, 1);
    }
    check(1, 1, 1, false, 2);
    check(97, 1, 5, false, 1);
  }

  @Test
  void fewRowsAreSplitByColumns() {
    check(3, 700, 130, false, 2);
    check(9, 450, 131, true, 3);
  }

  @Test
  void aProductCanBeAddedToWhatIsThere() {
    check(8, 64, 5, true, 1);
    check(5, 3, 390, true, 2);
  }

  @Test
  void whatLiesBesideAMatrixIsNotTouchedAndDoesNotMatter() {
    float[] b = random(6 * 40, 2);
    b[37] = Float.NaN; // right of the first row of B
    float[] c = new float[4 * 40];
    Arrays.fill(c, 7f);
    try (Workers workers = Workers.of(1)) {
      Gemm.multiply(
          Gemm.Matrix.rowMajor(random(3 * 5, 1), 0, 5),
          new Gemm.Matrix(b, 0, 40, 1),
          new Gemm.Matrix(c, 0, 40, 1),
          new Gemm.Sizes(3, 37, 5),
          workers);
    }
    for (int i = 0; i < c.length; i++) {
      boolean inside = i / 40 < 3 && i % 40 < 37;
      assertEquals(!inside, c[i] == 7f, "element " + i);
      assertFalse(Float.isNaN(c[i]), "element " + i);
    }
  }
}
