package org.srl4j.models.block;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.testing.GraphBlockContract;

class RmsNormTest extends GraphBlockContract {
  private static final int SIZE = 19; // one vector and a rest

  @Override
  protected List<SDVariable> define(GraphScope scope) {
    SDVariable x = floatInput(scope, "x", scope.rows(), SIZE);
    return List.of(new RmsNorm(SIZE, 1e-5).define(scope, x));
  }
}
