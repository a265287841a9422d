package org.srl4j.core.graph.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.Initialisation;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelSet;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.core.graph.kernel.Workers;

class ShapeCheckTest {

  private final GraphScope scope = GraphScope.onParameters(1, 2);

  private SDVariable input(String name, long... shape) {
    return scope.input(name, DataType.FLOAT, shape);
  }

  private static PlanOptions options(KernelSet kernels, GraphScope parameters) {
    return new PlanOptions(
        kernels,
        KernelContext.wholeSequences(Workers.of(1)),
        Optional.of(new Parameters(parameters.parameters())),
        Optional.empty(),
        new Storage(0));
  }

  /** With and without kernels. */
  private void assertRefused(String message, SDVariable y) {
    for (KernelSet kernels : List.of(KernelSet.none(), KernelSet.available())) {
      PlanOptions options = options(kernels, scope);
      Exception e =
          assertThrows(
              IllegalArgumentException.class,
              () -> ExecutionPlan.compile(scope, Map.of("y", y), Optional.empty(), options));
      assertEquals(message, e.getMessage());
    }
  }

  @Test
  void innerSizesOfAProductMustBeEqual() {
    SDVariable y =
        scope.sameDiff().mmul("y", input("x", 2, 3), input("w", 4, 5), false, false, false);
    assertRefused(
        "matmul \"y\": shapes of x[2, 3] and w[4, 5] do not fit: axis 1 of x has 3, axis 0 of w"
            + " has 4; they must be equal",
        y);
  }

  @Test
  void theAxesOfATransposedSideAreTheOnesItHas() {
    SDVariable y =
        scope.sameDiff().mmul("y", input("x", 2, 3), input("w", 3, 5), true, true, false);
    assertRefused(
        "matmul \"y\": shapes of x[2, 3] and w[3, 5] do not fit: axis 0 of x has 2, axis 1 of w"
            + " has 5; they must be equal",
        y);
  }

  @Test
  void aProductDoesNotBroadcast() {
    assertRefused(
        "matmul \"y\": shapes of x[2, 3, 4] and w[1, 4, 2] do not fit: axis 0 of x has 2, axis 0 of"
            + " w has 1; they must be equal: tile the smaller one",
        scope.sameDiff().mmul("y", input("x", 2, 3, 4), input("w", 1, 4, 2), false, false, false));
    assertRefused(
        "matmul \"z\": shapes of x[2, 3, 4] and v[4, 2] do not fit: they have 3 and 2 axes; reshape"
            + " one so that both have as many",
        scope.sameDiff().mmul("z", input("x", 2, 3, 4), input("v", 4, 2), false, false, false));
  }

  @Test
  void elementwiseOperandsMustBroadcast() {
    assertRefused(
        "add \"y\": shapes of a[2, 3] and b[4] do not fit: axis 1 of a has 3, axis 0 of b has 4;"
            + " they must be equal, or one of them 1",
        input("a", 2, 3).add("y", input("b", 4)));
    assertRefused(
        "divide \"z\": shapes of a[2, 3] and c[3, 3] do not fit: axis 0 of a has 2, axis 0 of c has"
            + " 3; they must be equal, or one of them 1",
        input("a", 2, 3).div("z", input("c", 3, 3)));
  }

  @Test
  void piecesAgreeButForTheAxisThatIsJoined() {
    SDVariable y = scope.sameDiff().concat("y", 1, input("a", 2, 3), input("b", 3, 3));
    assertRefused(
        "concat \"y\": shapes of a[2, 3] and b[3, 3] do not fit: axis 0 of a has 2, axis 0 of b has"
            + " 3; they must be equal",
        y);
    SDVariable z = scope.sameDiff().stack("z", 0, input("a", 2, 3), input("c", 2, 4));
    assertRefused(
        "stack \"z\": shapes of a[2, 3] and c[2, 4] do not fit: axis 1 of a has 3, axis 1 of c has"
            + " 4; they must be equal",
        z);
  }

  @Test
  void aReshapeKeepsTheNumberOfElements() {
    assertRefused(
        "reshape \"y\": a[2, 3] has 6 elements, [4] would have 4",
        scope.sameDiff().reshape("y", input("a", 2, 3), 4));
    assertRefused(
        "reshape \"z\": a[2, 3] has 6 elements, [4, 1] would have 4",
        scope.sameDiff().reshape("z", input("a", 2, 3), 4, -1));
  }

  @Test
  void whatNativeCodeRefusesIsNamedToo() {
    SDVariable y = scope.sameDiff().permute(input("a", 2, 3), 0, 1, 2);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ExecutionPlan.compile(
                    scope, Map.of("y", y), Optional.empty(), options(KernelSet.none(), scope)));
    assertTrue(
        e.getMessage()
            .startsWith("permute \"" + y.name() + "\": ND4J refuses the operands [a[2, 3]"),
        e.getMessage());
  }

  /** Kernels trust their operands: a gain that is too short would read its neighbour's elements. */
  @Test
  void operandsOfRegionsAreCheckedBeforeTheirKernels() {
    assertRegionRefused(
        "rms_norm \"rms_norm_out\": shapes of x[2, 3] and gain[4] do not fit: axis C has 3 in x, but axis 0"
            + " of gain has 4",
        region("rms_norm", input("x", 2, 3), input("gain", 4)));
    assertRegionRefused(
        "swiglu \"swiglu_out\": shapes of x[2, 3] and up[3, 2] must be equal",
        region("swiglu", input("x", 2, 3), input("up", 3, 2)));
    assertRegionRefused(
        "token_log_prob \"token_log_prob_out\": shapes of x[2, 3] and head[5, 4] do not fit: axis C has 3 in x,"
            + " but axis 0 of head has 5",
        region("token_log_prob", input("x", 2, 3), input("head", 5, 4), input("ids", 2)));
    assertRegionRefused(
        "embedding \"embedding_out\": gain[4] must have 2 axes, VC",
        region("embedding", input("ids", 2), input("gain", 4)));
  }

  private SDVariable region(String kind, SDVariable... operands) {
    SDVariable first = operands[0];
    return scope.region(
        kind,
        Map.of("epsilon", 1e-5),
        List.of(operands),
        () -> scope.sameDiff().math().square(kind + "_out", first));
  }

  private void assertRegionRefused(String message, SDVariable y) {
    Assumptions.assumeTrue(
        KernelSet.available().find("matmul").isPresent(),
        "kernels need the JVM option --add-modules jdk.incubator.vector");
    PlanOptions options = options(KernelSet.available(), scope);
    assertMessage(
        message, () -> ExecutionPlan.compile(scope, Map.of("y", y), Optional.empty(), options));
  }

  @Test
  void aParameterHasTheShapeOfTheFlatArray() {
    SDVariable w = scope.parameter("w", Initialisation.constant(0), 3, 2);
    GraphScope other = GraphScope.onParameters(1, 2);
    other.parameter("w", Initialisation.constant(0), 2, 3);
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ExecutionPlan.compile(
                    scope, Map.of("y", w), Optional.empty(), options(KernelSet.none(), other)));
    assertEquals(
        "parameter w[3, 2] of the graph is [2, 3] in the parameters that were given; both must come"
            + " from one configuration",
        e.getMessage());
  }

  @Test
  void aScopeKeepsToTheFirstShape() {
    input("a", 2, 3);
    scope.parameter("w", Initialisation.constant(0), 3);
    assertMessage(
        "input a: defined with shape [2, 3], now asked for with [3, 2]", () -> input("a", 3, 2));
    assertMessage(
        "input a: is FLOAT, now asked for as INT", () -> scope.input("a", DataType.INT32, 2, 3));
    assertMessage(
        "parameter w: defined with shape [3], now asked for with [4]",
        () -> scope.parameter("w", Initialisation.constant(0), 4));
    assertMessage(
        "input b[2, -1]: axis 1 must be at least 1; a graph is defined for fixed sizes",
        () -> input("b", 2, -1));
  }

  @Test
  void anOpenSizeIsRefused() {
    SDVariable x = scope.sameDiff().placeHolder("open", DataType.FLOAT, -1, 3);
    assertRefused(
        "input open[-1, 3]: a plan needs every size, at least 1; give them when the graph is"
            + " defined",
        x.add(x));
  }

  private static void assertMessage(
      String message, org.junit.jupiter.api.function.Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }
}
