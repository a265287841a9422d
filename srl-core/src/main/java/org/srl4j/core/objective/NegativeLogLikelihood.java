package org.srl4j.core.objective;

import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;

/**
 * Masked cross-entropy of demonstrations: {@code -sum_n w_n log p_n}, with the mask and the
 * normaliser in w. Axis N = tokens.
 */
public record NegativeLogLikelihood() implements Objective {

  @Override
  public SDVariable define(GraphScope scope, SDVariable tokenLogProb) {
    SDVariable weight = scope.input(TOKEN_WEIGHT, scope.dataType(), scope.rows());
    return tokenLogProb.mul(weight).sum(0).neg();
  }

  @Override
  public TokenMetrics metrics() {
    return new LikelihoodMetrics();
  }
}
