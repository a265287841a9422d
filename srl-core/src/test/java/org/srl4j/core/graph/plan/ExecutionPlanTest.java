package org.srl4j.core.graph.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelSet;
import org.srl4j.core.graph.kernel.Slice;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.core.graph.kernel.Workers;

class ExecutionPlanTest {

  /** Options with kernels on these parameters; gradients go to the storage. */
  private static PlanOptions fused(Parameters parameters, Storage gradients) {
    Assumptions.assumeTrue(
        KernelSet.available().find("matmul").isPresent(),
        "kernels need the JVM option --add-modules jdk.incubator.vector");
    return new PlanOptions(
        KernelSet.available(),
        KernelContext.wholeSequences(Workers.of(1)),
        Optional.of(parameters),
        Optional.of(gradients),
        new Storage(0));
  }

  private static ExecutionPlan compile(
      GraphScope scope, SDVariable loss, Parameters parameters, Storage gradients) {
    return ExecutionPlan.compile(
        scope, Map.of("loss", loss), Optional.of(loss), fused(parameters, gradients));
  }

  private static Parameters filled(GraphScope scope) {
    Parameters parameters = new Parameters(scope.parameters());
    for (int i = 0; i < parameters.values().length; i++) {
      parameters.values()[i] = (float) Math.sin(i + 1);
    }
    return parameters;
  }

  /** sum(x W) with W [3, 2]: d / d W_ij = sum over rows of x_i. */
  @Test
  void gradientsLieInTheFlatArrayInTheLayoutOfTheParameters() {
    GraphScope scope = GraphScope.onParameters(1, 2);
    SDVariable unused = scope.parameter("unused", Initialisation.constant(0), 5);
    SDVariable w = scope.parameter("w", Initialisation.constant(0), 3, 2);
    SDVariable x = scope.input("x", DataType.FLOAT, 2, 3);
    SDVariable loss = scope.sameDiff().mmul(x, w).reshape(4).sum(0);
    Storage gradients = new Storage(11);
    try (ExecutionPlan plan = compile(scope, loss, filled(scope), gradients)) {
      plan.set("x", new float[] {1, 2, 3, 10, 20, 30});
      plan.run();
      assertEquals(Set.of("w"), plan.gradientNames());
      assertArrayEquals(new float[] {0, 0, 0, 0, 0, 11, 11, 22, 22, 33, 33}, gradients.data());
      assertArrayEquals(new double[] {11, 11, 22, 22, 33, 33}, plan.gradientValues("w"));
    }
    assertEquals("unused", unused.name());
  }

  @Test
  void aParameterUsedTwiceGetsTheSumOfItsGradients() {
    GraphScope scope = GraphScope.onParameters(1, 1);
    SDVariable w = scope.parameter("w", Initialisation.constant(0), 2, 2);
    SDVariable y = scope.sameDiff().mmul(w, w).add(w.mul(w));
    SDVariable loss = y.reshape(4).sum(0);
    Parameters parameters = new Parameters(scope.parameters());
    System.arraycopy(new float[] {1, 2, 3, 4}, 0, parameters.values(), 0, 4);
    Storage gradients = new Storage(4);
    try (ExecutionPlan plan = compile(scope, loss, parameters, gradients)) {
      plan.run();
      plan.run(); // gradients are overwritten, not added to
      // sum of W W: rows of W^T sums + columns: d_ij = (row sum of j) + (column sum of i):
      // 11: 3 + 4, 12: 7 + 4, 21: 3 + 6, 22: 7 + 6; and 2 w of the squares
      assertArrayEquals(new float[] {7 + 2, 11 + 4, 9 + 6, 13 + 8}, gradients.data());
      // W W = (7, 10, 15, 22), squares 1, 4, 9, 16: 54 + 30
      assertEquals(84, plan.outputValues("loss")[0], 1e-5);
    }
  }

  @Test
  void twoParametersThatAreAddedShareAGradientButNotItsPlace() {
    GraphScope scope = GraphScope.onParameters(1, 1);
    SDVariable a = scope.parameter("a", Initialisation.constant(0), 3);
    SDVariable b = scope.parameter("b", Initialisation.constant(0), 3);
    SDVariable x = scope.input("x", DataType.FLOAT, 3);
    SDVariable loss = a.add(b).mul(x).sum(0);
    Storage gradients = new Storage(6);
    try (ExecutionPlan plan = compile(scope, loss, filled(scope), gradients)) {
      plan.set("x", new float[] {1, 2, 3});
      plan.run();
      assertArrayEquals(new float[] {1, 2, 3, 1, 2, 3}, gradients.data());
    }
  }

  /** A user's block of ops that have no kernels, between ops that have. */
  private static SDVariable mixedBlock(GraphScope scope) {
    SameDiff sd = scope.sameDiff();
    SDVariable x = scope.input("x", DataType.FLOAT, scope.rows(), 3);
    SDVariable w = scope.parameter("w", Initialisation.normal(1), 3, 5);
    SDVariable gain = scope.parameter("gain", Initialisation.constant(1), 5);
    SDVariable v = scope.parameter("v", Initialisation.normal(1), 5, 2);
    SDVariable h = sd.math().tanh(sd.mmul(x.castTo(scope.dataType()), w));
    SDVariable normed = sd.nn().layerNorm(h, gain, false, 1);
    return sd.math().square(sd.mmul(normed, v)).reshape(scope.rows() * 2).sum(0);
  }

  @Test
  void opsWithoutKernelsRunThroughNd4jInsideAPlanWithKernels() {
    GraphScope exactScope = GraphScope.root(DataType.DOUBLE, 2, 2);
    SDVariable exactLoss = mixedBlock(exactScope);
    GraphScope scope = GraphScope.onParameters(2, 2);
    SDVariable loss = mixedBlock(scope);
    Parameters parameters = filled(scope);
    for (var spec : exactScope.parameters()) {
      Slice slice = parameters.slice(spec.name());
      for (int i = 0; i < slice.length(); i++) {
        float value = slice.data()[slice.offset() + i];
        exactScope.sameDiff().getVariable(spec.name()).getArr().data().put(i, (double) value);
      }
    }
    float[] x = {1, -2, 0.5f, 0.3f, 0.2f, -1, 2, 1, 0, -0.5f, 0.7f, 1.5f};
    try (ExecutionPlan exact =
            ExecutionPlan.compile(
                exactScope,
                Map.of("loss", exactLoss),
                Optional.of(exactLoss),
                PlanOptions.plain());
        ExecutionPlan mixed = compile(scope, loss, parameters, new Storage(30))) {
      exact.set("x", x);
      mixed.set("x", x);
      exact.run();
      mixed.run();
      assertEquals(exact.outputValues("loss")[0], mixed.outputValues("loss")[0], 1e-5);
      for (String name : List.of("w", "gain", "v")) {
        assertArrayEquals(exact.gradientValues(name), mixed.gradientValues(name), 2e-5, name);
      }
      String text = mixed.describe();
      assertTrue(text.contains("heap   matmul cast[4, 3], w[3, 5] -> "), text);
      assertTrue(text.contains("nd4j   tanh "), text);
      assertTrue(text.contains("nd4j   layer_norm "), text);
    }
  }

  @Test
  void integersAreAddedAsIntegers() {
    GraphScope scope = GraphScope.onParameters(1, 3);
    SDVariable ids = scope.input("ids", DataType.INT32, 3);
    SDVariable offset = scope.input("offset", DataType.INT32, 3);
    SDVariable w = scope.parameter("w", Initialisation.normal(1), 4, 2);
    SDVariable oneHot = scope.sameDiff().oneHot(ids.add(offset), 4, -1, 1, 0, DataType.FLOAT);
    SDVariable loss = scope.sameDiff().mmul(oneHot, w).reshape(6).sum(0);
    Storage gradients = new Storage(8);
    try (ExecutionPlan plan = compile(scope, loss, filled(scope), gradients)) {
      plan.set("ids", new float[] {0, 1, 2});
      plan.set("offset", new float[] {1, 1, 1});
      plan.run();
      // rows 1, 2 and 3 of w are looked up
      assertArrayEquals(new float[] {0, 0, 1, 1, 1, 1, 1, 1}, gradients.data());
    }
  }

  @Test
  void gradientsAreKeptWithoutAFlatArrayToo() {
    GraphScope scope = GraphScope.onParameters(1, 2);
    SDVariable y = scope.input("x", DataType.FLOAT, 2, 9);
    for (String name : List.of("a", "b", "c", "d")) {
      SDVariable w = scope.parameter(name, Initialisation.normal(1), 9, 9);
      y = scope.sameDiff().mmul(y, w);
    }
    SDVariable loss = y.reshape(18).sum(0);
    PlanOptions with = fused(filled(scope), new Storage(4 * 81));
    PlanOptions without =
        new PlanOptions(
            with.kernels(), with.context(), with.parameters(), Optional.empty(), new Storage(0));
    float[] x = new float[18];
    x[0] = 1;
    Map<String, SDVariable> outputs = Map.of("loss", loss);
    try (ExecutionPlan flat = ExecutionPlan.compile(scope, outputs, Optional.of(loss), with);
        ExecutionPlan loose = ExecutionPlan.compile(scope, outputs, Optional.of(loss), without)) {
      for (ExecutionPlan plan : List.of(flat, loose)) {
        plan.set("x", x);
        plan.run();
      }
      for (String name : flat.gradientNames()) {
        assertArrayEquals(flat.gradientValues(name), loose.gradientValues(name), 0.0, name);
      }
    }
  }

  @Test
  void plansOfOneArenaTakeTurns() {
    Storage arena = new Storage(0);
    GraphScope scope = GraphScope.onParameters(1, 1);
    SDVariable w = scope.parameter("w", Initialisation.normal(1), 4, 4);
    SDVariable x = scope.input("x", DataType.FLOAT, 1, 4);
    SDVariable y = scope.sameDiff().mmul(scope.sameDiff().mmul(x, w), w);
    PlanOptions base = fused(filled(scope), new Storage(16));
    PlanOptions shared =
        new PlanOptions(base.kernels(), base.context(), base.parameters(), Optional.empty(), arena);
    try (ExecutionPlan first =
            ExecutionPlan.compile(scope, Map.of("y", y), Optional.empty(), shared);
        ExecutionPlan second =
            ExecutionPlan.compile(scope, Map.of("y", y), Optional.empty(), shared)) {
      first.set("x", new float[] {1, 0, 0, 0});
      second.set("x", new float[] {0, 1, 0, 0});
      first.run();
      double[] before = first.outputValues("y");
      second.run();
      first.run();
      assertArrayEquals(before, first.outputValues("y"), 0.0);
      assertEquals(Math.max(first.arenaElements(), second.arenaElements()), arena.data().length);
    }
  }

  /** c^2 + 1 is no operation of the plan, and its place is never given away. */
  @Test
  void whatDependsOnConstantsAloneIsComputedOnce() {
    GraphScope scope = GraphScope.root(DataType.DOUBLE, 1, 1);
    SDVariable x = scope.input("x", DataType.DOUBLE, 2);
    SDVariable c = scope.sameDiff().constant(Nd4j.createFromArray(2.0, 3.0));
    SDVariable folded = scope.sameDiff().math().square(c).add(scope.constant(1));
    SDVariable y = scope.sameDiff().math().square(scope.sameDiff().math().square(x)).mul(folded);
    try (ExecutionPlan plan =
        ExecutionPlan.compile(scope, Map.of("y", y), Optional.empty(), PlanOptions.plain())) {
      plan.set("x", new float[] {1, 2});
      for (int run = 0; run < 3; run++) {
        plan.run();
        assertArrayEquals(new double[] {5, 160}, plan.outputValues("y")); // 1 * 5, 16 * 10
      }
      assertEquals(3, plan.size());
    }
  }

  @Test
  void integersCarryNoGradient() {
    GraphScope scope = GraphScope.root(DataType.DOUBLE, 1, 1);
    SDVariable w = scope.parameter("w", Initialisation.constant(0), 3);
    w.getArr().data().put(1, 5.0);
    SDVariable winner =
        scope.sameDiff().oneHot(scope.sameDiff().argmax(w, 0), 3, -1, 1, 0, DataType.DOUBLE);
    SDVariable loss = winner.mul(w).sum(0);
    try (ExecutionPlan plan =
        ExecutionPlan.compile(
            scope, Map.of("loss", loss), Optional.of(loss), PlanOptions.plain())) {
      plan.run();
      assertArrayEquals(new double[] {0, 1, 0}, plan.gradientValues("w"));
    }
  }

  @Test
  void unknownNamesAndWrongLengthsAreNamed() {
    GraphScope scope = GraphScope.root(DataType.DOUBLE, 1, 1);
    SDVariable x = scope.input("x", DataType.DOUBLE, 2, 3);
    SDVariable y = x.add(x);
    try (ExecutionPlan plan =
        ExecutionPlan.compile(scope, Map.of("y", y), Optional.empty(), PlanOptions.plain())) {
      assertTrue(plan.hasInput("x"));
      assertFalse(plan.hasInput("z"));
      assertMessage("input x[2, 3]: needs 6 elements, got 2", () -> plan.set("x", new float[2]));
      assertMessage("no input z; there are [x]", () -> plan.set("z", new float[1]));
      assertMessage("no output z; there are [y]", () -> plan.outputValues("z"));
      assertMessage("no gradient w; there are []", () -> plan.gradientValues("w"));
    }
  }

  private static void assertMessage(
      String message, org.junit.jupiter.api.function.Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  @Test
  void aKernelWithoutAGradientSaysSo() {
    GraphScope scope = GraphScope.onParameters(1, 1);
    SDVariable w = scope.parameter("w", Initialisation.normal(1), 2, 4);
    SameDiff sd = scope.sameDiff();
    List<SDVariable> distribution =
        scope.regions(
            "log_softmax",
            Map.of(),
            List.of(w),
            () -> List.of(sd.nn().logSoftmax(w), sd.nn().softmax(w, 1)));
    SDVariable loss = distribution.get(0).reshape(8).sum(0);
    Exception e =
        assertThrows(
            IllegalStateException.class, () -> compile(scope, loss, filled(scope), new Storage(8)));
    assertTrue(e.getMessage().startsWith("kernel log_softmax has no gradient rule"), "" + e);
  }

  @Test
  void theEntropyOfAKernelCarriesNoGradient() {
    GraphScope scope = GraphScope.onParameters(1, 2);
    SDVariable hidden = scope.parameter("hidden", Initialisation.normal(1), 2, 3);
    SDVariable weight = scope.parameter("weight", Initialisation.normal(1), 5, 3);
    SDVariable targets = scope.input("targets", DataType.INT32, 2);
    SameDiff sd = scope.sameDiff();
    List<SDVariable> scores =
        scope.regions(
            "token_log_prob",
            Map.of("transposed", 1.0),
            List.of(hidden, weight, targets),
            () -> {
              SDVariable logP = sd.nn().logSoftmax(sd.mmul(hidden, weight, false, true, false));
              return List.of(logP.sum(1), sd.math().exp(logP).mul(logP).sum(1).neg());
            });
    SDVariable loss = scores.get(1).sum(0);
    Exception e =
        assertThrows(
            IllegalStateException.class,
            () -> compile(scope, loss, filled(scope), new Storage(21)));
    assertEquals(
        "token_log_prob: the kernel's entropy carries no gradient; compile without kernels",
        e.getMessage());
  }

  @Test
  void aRegionOfUnknownKindRunsItsComposition() {
    GraphScope scope = GraphScope.onParameters(1, 1);
    SDVariable x = scope.input("x", DataType.FLOAT, 3);
    SDVariable y = scope.region("nobody_knows", Map.of(), List.of(x), () -> x.add(x).add(x));
    try (ExecutionPlan plan =
        ExecutionPlan.compile(
            scope, Map.of("y", y), Optional.empty(), fused(filled(scope), new Storage(0)))) {
      plan.set("x", new float[] {1, 2, 3});
      plan.run();
      assertArrayEquals(new double[] {3, 6, 9}, plan.outputValues("y"));
    }
  }
}
