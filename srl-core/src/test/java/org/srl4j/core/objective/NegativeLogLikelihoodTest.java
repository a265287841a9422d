package org.srl4j.core.objective;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.testing.GraphBlockContract;

class NegativeLogLikelihoodTest extends GraphBlockContract {

  @Override
  protected List<SDVariable> define(GraphScope scope) {
    SDVariable tokenLogProb = floatInput(scope, "token_log_prob", scope.rows());
    return List.of(new NegativeLogLikelihood().define(scope, tokenLogProb));
  }

  @Override
  protected Map<String, float[]> inputs(int batch, int length) {
    return Map.of(Objective.TOKEN_WEIGHT, TokenInputs.weights(batch, length, length()));
  }
}
