package org.srl4j.core.graph.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIf;

/** Reaches the vectors by reflection: tests are compiled without the incubating module. */
@EnabledIf(
    value = "org.srl4j.core.graph.kernel.vector.GemmTest#kernelsAreThere",
    disabledReason = "kernels need the JVM option --add-modules jdk.incubator.vector")
class LanesTest {
  private static final String LANES = "org.srl4j.core.graph.kernel.vector.Lanes";

  private static float[] exp(float... x) throws ReflectiveOperationException {
    Class<?> lanes = Class.forName(LANES);
    Class<?> vector = Class.forName("jdk.incubator.vector.FloatVector");
    Method load = lanes.getDeclaredMethod("load", float[].class, int.class);
    Method exp = lanes.getDeclaredMethod("exp", vector);
    Method toArray = vector.getMethod("toArray");
    load.setAccessible(true);
    exp.setAccessible(true);
    return (float[]) toArray.invoke(exp.invoke(null, load.invoke(null, x, 0)));
  }

  @Test
  void theExponentialIsAccurateOverItsWholeRange(TestReporter report) throws Exception {
    double worst = 0;
    float[] x = new float[64];
    for (float from = -87; from < 88; from += 0.01f) {
      for (int i = 0; i < x.length; i++) {
        x[i] = Math.min(88, from + i * 0.00015f);
      }
      float[] y = exp(x);
      for (int i = 0; i < y.length; i++) {
        worst = Math.max(worst, Math.abs(y[i] / StrictMath.exp(x[i]) - 1));
      }
    }
    report.publishEntry("worst relative error of exp", Double.toString(worst));
    assertTrue(worst < 1e-7, "relative error " + worst);
  }

  @Test
  void farArgumentsAreBounded() throws Exception {
    float[] x = new float[64];
    Arrays.fill(x, Float.NEGATIVE_INFINITY);
    x[1] = -88;
    x[2] = 1000;
    x[3] = 0;
    float[] y = exp(x);
    assertEquals(0, y[0], 0f);
    assertEquals(0, y[1], 0f);
    assertEquals(StrictMath.exp(88), y[2], 1e32); // 1.65e38, not infinite
    assertEquals(1, y[3], 0f);
  }
}
