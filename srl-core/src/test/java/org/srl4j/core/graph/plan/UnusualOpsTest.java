package org.srl4j.core.graph.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.srl4j.core.graph.GraphScope;

/** Ops that no kernel and no rule knows: they run through ND4J and differentiate themselves. */
class UnusualOpsTest {
  private static final double[] X = {
    0.3, -0.8, 1.2, 0.4, -0.1, 2.1, -1.4, 0.9, 0.6, -0.5, 1.7, 0.2
  };

  private static OpProbe probe(OpProbe.Definition definition) {
    return new OpProbe(KnownFaults.ALL, X, new long[] {3, 4}, definition);
  }

  private static Arguments op(String name, OpProbe.Definition definition) {
    return Arguments.of(name, definition);
  }

  static Stream<Arguments> ops() {
    return Stream.of(
        op("erf", (g, x) -> g.sameDiff().math().erf(x)),
        op("gelu", (g, x) -> g.sameDiff().nn().gelu(x)),
        op("reverse", (g, x) -> g.sameDiff().reverse(x, 1)),
        op("cosine similarity", (g, x) -> g.sameDiff().math().cosineSimilarity(x, x.mul(x), 1)),
        op("euclidean", (g, x) -> g.sameDiff().math().euclideanDistance(x, x.mul(x), 1)),
        op("atan2", (g, x) -> g.sameDiff().math().atan2(x, x.add(x.mul(x)))),
        op("diagonal", (g, x) -> g.sameDiff().math().diag(x.reshape(12))),
        op("strided slice", (g, x) -> slice(g.sameDiff(), x)),
        op("merge average", (g, x) -> g.sameDiff().math().mergeAvg(x, x.mul(x))),
        op("reversed scalars", (g, x) -> x.rsub(5.0).rdiv(2.0)),
        op("segments", UnusualOpsTest::segments),
        op("attention", (g, x) -> attention(g.sameDiff(), x.reshape(1, 3, 4))),
        op("tensor product", UnusualOpsTest::tensorProduct),
        op("unstack and stack", (g, x) -> g.sameDiff().stack(1, g.sameDiff().unstack(x, 0, 3))),
        // the stock session gets these wrong or throws, its gradient clone being the reason
        op("biased variance", (g, x) -> g.sameDiff().variance(x, false, 1)),
        op("cumulative sum", (g, x) -> g.sameDiff().cumsum(x, 1)),
        op("log-softmax of an axis", (g, x) -> g.sameDiff().nn().logSoftmax(x, 1)));
  }

  private static SDVariable slice(SameDiff sd, SDVariable x) {
    return sd.stridedSlice(x, new long[] {0, 1}, new long[] {3, 4}, new long[] {1, 2});
  }

  private static SDVariable attention(SameDiff sd, SDVariable x) {
    return sd.nn().dotProductAttention(x, x, x, null, true);
  }

  private static SDVariable segments(GraphScope g, SDVariable x) {
    SDVariable groups = g.sameDiff().constant(Nd4j.createFromArray(1, 1, 0));
    return g.sameDiff().unsortedSegmentSum(x, groups, 2);
  }

  private static SDVariable tensorProduct(GraphScope g, SDVariable x) {
    return g.sameDiff().tensorMmul(x, x.mul(2), new int[] {1}, new int[] {1});
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ops")
  void gradientsEqualCentralDifferences(String name, OpProbe.Definition definition) {
    double error = probe(definition).gradientError();
    assertTrue(error < 1e-7, name + ": error " + error);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ops")
  void valuesEqualTheStockSessions(String name, OpProbe.Definition definition) {
    OpProbe probe = probe(definition);
    assertArrayEquals(probe.stockValues(), probe.values(), 1e-12, name);
  }

  /** Rows of 1 + 2 + 3 and so on: shapes and axes are read from arrays that the graph computes. */
  @Test
  void shapesComputedInTheGraphAreSeenWhenItIsCompiled() {
    OpProbe probe =
        probe(
            (g, x) -> {
              SameDiff sd = g.sameDiff();
              SDVariable transposed = sd.reshape(x, sd.reverse(sd.shape(x), 0));
              return transposed.mul(transposed).sum(1);
            });
    // 3 elements a row: 0.09 + 0.64 + 1.44, 0.16 + 0.01 + 4.41, ...
    assertArrayEquals(new double[] {2.17, 4.58, 3.13, 3.18}, probe.values(), 1e-12);
    assertTrue(probe.gradientError() < 1e-7);
  }

  @Test
  void randomOpsDrawAnewInEveryRun() {
    GraphScope scope = GraphScope.root(DataType.DOUBLE, 1, 1);
    SDVariable noise = scope.sameDiff().random().normal(0, 1, DataType.DOUBLE, 5);
    SDVariable y = noise.add(scope.constant(1));
    try (ExecutionPlan plan =
        ExecutionPlan.compile(scope, Map.of("y", y), Optional.empty(), PlanOptions.plain())) {
      plan.run();
      double[] first = plan.outputValues("y");
      plan.run();
      assertFalse(Arrays.equals(first, plan.outputValues("y")), Arrays.toString(first));
    }
  }
}
