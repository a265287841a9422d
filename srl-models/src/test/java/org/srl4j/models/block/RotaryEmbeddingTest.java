package org.srl4j.models.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.core.graph.plan.PlanOptions;
import org.srl4j.core.testing.GraphBlockContract;

class RotaryEmbeddingTest extends GraphBlockContract {
  @Override
  protected List<SDVariable> define(GraphScope scope) {
    SDVariable x = floatInput(scope, "x", scope.batch(), scope.length(), 3 * 6);
    return List.of(new RotaryEmbedding(3, 6, 100).define(scope, x));
  }

  /** Other frequencies. */
  @Nested
  class Llama3 extends Scaled {
    @Override
    RotaryScaling scaling() {
      return new RotaryScaling.Llama3(4, 1, 4, 8);
    }
  }

  /** Other frequencies and an amplitude. */
  @Nested
  class Yarn extends Scaled {
    @Override
    RotaryScaling scaling() {
      return new RotaryScaling.Yarn(4, 8, 2, 0.5, 1.3, false);
    }
  }

  abstract static class Scaled extends GraphBlockContract {
    abstract RotaryScaling scaling();

    @Override
    protected List<SDVariable> define(GraphScope scope) {
      SDVariable x = floatInput(scope, "x", scope.batch(), scope.length(), 3 * 6);
      return List.of(new RotaryEmbedding(3, 6, 100, scaling()).define(scope, x));
    }
  }

  @Test
  void pairsLieHalfAHeadApart() {
    GraphScope scope = GraphScope.root(DataType.DOUBLE, 1, 2);
    SDVariable x = scope.input("x", DataType.DOUBLE, 1, 2, 4);
    SDVariable y = new RotaryEmbedding(1, 4, 100).define(scope, x);
    try (ExecutionPlan plan =
        ExecutionPlan.compile(scope, Map.of("y", y), Optional.empty(), PlanOptions.plain())) {
      plan.set("x", new float[] {1, 2, 3, 4, 1, 2, 3, 4});
      plan.run();
      // position 0 stays; position 1 turns (1, 3) by 1 and (2, 4) by 100^(-2/4) = 0.1:
      // cos 1 - 3 sin 1 = -1.9841107, 2 cos 0.1 - 4 sin 0.1 = 1.5906746,
      // 3 cos 1 + sin 1 = 2.4623779, 4 cos 0.1 + 2 sin 0.1 = 4.1796835
      assertArrayEquals(
          new double[] {1, 2, 3, 4, -1.9841107, 1.5906746, 2.4623779, 4.1796835},
          plan.outputValues("y"),
          1e-7);
    }
  }

  @Test
  void anOddHeadSizeIsRejected() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> new RotaryEmbedding(1, 5, 100));
    assertEquals("headSize: must be even to be rotated, got 5", e.getMessage());
  }
}
