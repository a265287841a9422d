package org.srl4j.core.graph.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelSet;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.core.graph.kernel.Workers;

class RecomputationTest {
  private static final int BLOCKS = 6;
  private static final int WIDTH = 16;
  private static final int ROWS = 12;

  /** tanh((x W) * (x W)) + x a block: products by kernels, tanh through ND4J. */
  private static SDVariable chain(GraphScope scope) {
    SDVariable x = scope.boundary(scope.input("x", DataType.FLOAT, ROWS, WIDTH));
    SDVariable first = scope.parameter("first", Initialisation.normal(0.3), WIDTH, WIDTH);
    x = scope.boundary(scope.sameDiff().mmul(x, first));
    for (int block = 0; block < BLOCKS; block++) {
      SDVariable w = scope.parameter("w" + block, Initialisation.normal(0.3), WIDTH, WIDTH);
      SDVariable inner = scope.sameDiff().mmul(x, w);
      SDVariable wide = scope.sameDiff().math().tanh(inner.mul(inner)).reshape(ROWS * WIDTH);
      x = scope.boundary(wide.reshape(ROWS, WIDTH).add(x));
    }
    return x.mul(x).reshape(ROWS * WIDTH).sum(0);
  }

  private record Run(double loss, float[] gradient, ExecutionPlan plan) {}

  private static Run run(KernelSet kernels, boolean recompute) {
    GraphScope scope = GraphScope.onParameters(1, ROWS);
    SDVariable loss = chain(scope);
    Parameters parameters = new Parameters(scope.parameters());
    parameters.initialise(1);
    Storage gradients = new Storage(parameters.values().length);
    PlanOptions options =
        new PlanOptions(
                kernels,
                KernelContext.wholeSequences(Workers.of(1)),
                Optional.of(parameters),
                Optional.of(gradients),
                new Storage(0))
            .recomputing(recompute);
    ExecutionPlan plan =
        ExecutionPlan.compile(scope, Map.of("loss", loss), Optional.of(loss), options);
    float[] x = new float[ROWS * WIDTH];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(i);
    }
    plan.set("x", x);
    plan.run();
    plan.run(); // what one run overwrites must not be needed by the next
    return new Run(plan.outputValues("loss")[0], gradients.data().clone(), plan);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void gradientsHaveTheSameBits(boolean fused) {
    KernelSet kernels = fused ? KernelSet.available() : KernelSet.none();
    Run kept = run(kernels, false);
    Run again = run(kernels, true);
    assertEquals(kept.loss, again.loss, 0.0);
    assertArrayEquals(kept.gradient, again.gradient, 0f);
    assertTrue(again.plan.size() > kept.plan.size(), "nothing was computed again");
    kept.plan.close();
    again.plan.close();
  }

  @Test
  void onlyBoundariesAreKeptBetweenThePasses() {
    Run kept = run(KernelSet.available(), false);
    Run again = run(KernelSet.available(), true);
    // Of each of the blocks but the last, the plain plan keeps x W on the heap, its square for
    // tanh's gradient beside ND4J, and x; with recomputation, x alone, once they are many.
    long block = 4L * ROWS * WIDTH;
    long saved = kept.plan.memory().total() - again.plan.memory().total();
    assertTrue(saved >= (BLOCKS - 2) * block, "only " + saved + " bytes are saved");
    kept.plan.close();
    again.plan.close();
  }

  @Test
  void aStretchThatDrawsNumbersIsRefused() {
    GraphScope scope = GraphScope.onParameters(1, 1);
    SDVariable w = scope.parameter("w", Initialisation.constant(1), 4);
    SDVariable x = scope.boundary(w.mul(w));
    SDVariable noisy = x.mul(scope.sameDiff().random().uniform(0, 1, DataType.FLOAT, 4));
    x = scope.boundary(scope.boundary(noisy).mul(2));
    SDVariable loss = x.sum(0);
    Parameters parameters = new Parameters(scope.parameters());
    PlanOptions options =
        new PlanOptions(
                KernelSet.none(),
                KernelContext.wholeSequences(Workers.of(1)),
                Optional.of(parameters),
                Optional.of(new Storage(4)),
                new Storage(0))
            .recomputing(true);
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class,
            () -> ExecutionPlan.compile(scope, Map.of("l", loss), Optional.of(loss), options));
    assertTrue(fault.getMessage().contains("without recomputation"), fault.getMessage());
  }
}
