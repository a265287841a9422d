package org.srl4j.models.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.testing.GraphBlockContract;

class LinearTest {

  @Nested
  class WithoutBias extends GraphBlockContract {
    @Override
    protected List<SDVariable> define(GraphScope scope) {
      SDVariable x = floatInput(scope, "x", scope.rows(), 7);
      return List.of(Linear.of(7, 3).define(scope, x));
    }
  }

  @Nested
  class WithBias extends GraphBlockContract {
    @Override
    protected List<SDVariable> define(GraphScope scope) {
      SDVariable x = floatInput(scope, "x", scope.rows(), 5);
      return List.of(new Linear(5, 37, true, 0.4).define(scope, x));
    }
  }

  @Test
  void weightsKeepTheScaleOfTheInput() {
    assertEquals(0.5, Linear.of(4, 9).standardDeviation(), 0); // 1 / sqrt(4)
  }

  @Test
  void twoLayersOfOneNameShareTheirWeights() {
    GraphScope scope = GraphScope.onParameters(1, 2);
    SDVariable x = scope.parameter("x", org.srl4j.core.graph.Initialisation.constant(1), 2, 3);
    Linear.of(3, 3).define(scope.child("a"), x);
    Linear.of(3, 3).define(scope.child("a"), x);
    assertEquals(List.of("x", "a.weight"), scope.parameters().stream().map(p -> p.name()).toList());
  }
}
