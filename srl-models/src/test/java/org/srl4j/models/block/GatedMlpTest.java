package org.srl4j.models.block;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.testing.GraphBlockContract;

class GatedMlpTest extends GraphBlockContract {
  @Override
  protected List<SDVariable> define(GraphScope scope) {
    SDVariable x = floatInput(scope, "x", scope.rows(), 6);
    return List.of(new GatedMlp(6, 13, 0.3).define(scope, x));
  }
}
