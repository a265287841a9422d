package org.srl4j.core.graph.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelSet;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.core.graph.kernel.Workers;

class PlanTableTest {

  @Test
  void describesWhatRunsWhereAndWhereItLies() throws IOException {
    Assumptions.assumeTrue(
        KernelSet.available().find("matmul").isPresent(),
        "kernels need the JVM option --add-modules jdk.incubator.vector");
    GraphScope scope = GraphScope.onParameters(1, 2);
    SameDiff sd = scope.sameDiff();
    SDVariable x = scope.input("x", DataType.FLOAT, 2, 3);
    SDVariable w = scope.parameter("w", Initialisation.constant(1), 3, 2);
    SDVariable h = sd.math().tanh("h", sd.mmul(x, w));
    SDVariable flat = sd.reshape("flat", h, 4);
    SDVariable loss = flat.sum("loss", 0);
    Parameters parameters = new Parameters(scope.parameters());
    PlanOptions options =
        new PlanOptions(
            KernelSet.available(),
            KernelContext.wholeSequences(Workers.of(1)),
            Optional.of(parameters),
            Optional.of(new Storage(6)),
            new Storage(0));
    try (ExecutionPlan plan =
        ExecutionPlan.compile(scope, Map.of("loss", loss), Optional.of(loss), options)) {
      String golden = "/org/srl4j/core/graph/plan/table.txt";
      try (InputStream expected = PlanTableTest.class.getResourceAsStream(golden)) {
        assertEquals(new String(expected.readAllBytes(), StandardCharsets.UTF_8), plan.describe());
      }
    }
  }

  /** A chain of ten: two places of 16 doubles take turns, and the last is kept. */
  @Test
  void nd4jBuffersAreReused() {
    GraphScope scope = GraphScope.root(DataType.DOUBLE, 1, 1);
    SDVariable y = scope.input("x", DataType.DOUBLE, 16);
    for (int i = 0; i < 10; i++) {
      y = scope.sameDiff().math().square(y);
    }
    try (ExecutionPlan plan =
        ExecutionPlan.compile(scope, Map.of("y", y), Optional.empty(), PlanOptions.plain())) {
      String text = plan.describe();
      assertEquals(
          "nd4j 256 bytes (1280 if nothing were reused)", text.lines().reduce((a, b) -> b).get());
      float[] x = new float[16];
      x[3] = 1;
      plan.set("x", x);
      plan.run();
      double[] expected = new double[16];
      expected[3] = 1;
      assertArrayEquals(expected, plan.outputValues("y"));
    }
  }
}
