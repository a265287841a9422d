package com.example.ideas;

import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.objective.Objective;

/**
 * The policy gradient without a clip range, in which bad attempts count for less than good ones.
 *
 * <p>Loss: {@code -sum_n w_n r_n (max(A_n, 0) - badWeight max(-A_n, 0))}, r the ratio to the policy
 * that sampled. Axis N = tokens.
 *
 * @param badWeight weight of negative advantages, at least 0; 1 = as the positive ones
 */
public record AsymmetricGradient(double badWeight) implements Objective {

  /** Rejects a negative weight. */
  public AsymmetricGradient {
    if (!(badWeight >= 0)) {
      throw new IllegalArgumentException("badWeight: must be at least 0, got " + badWeight);
    }
  }

  /** Bad attempts count for half. */
  public static AsymmetricGradient defaults() {
    return new AsymmetricGradient(0.5);
  }

  @Override
  public SDVariable define(GraphScope scope, SDVariable tokenLogProb) {
    long n = scope.rows();
    SDVariable weight = scope.input(TOKEN_WEIGHT, scope.dataType(), n);
    SDVariable advantage = scope.input(ADVANTAGE, scope.dataType(), n);
    SDVariable old = scope.input(OLD_TOKEN_LOG_PROB, scope.dataType(), n);
    SDVariable ratio = scope.sameDiff().math().exp(tokenLogProb.sub(old));
    SDVariable good = scope.sameDiff().nn().relu(advantage, 0);
    SDVariable bad = scope.sameDiff().nn().relu(advantage.neg(), 0);
    SDVariable gain = ratio.mul(good.sub(bad.mul(scope.constant(badWeight))));
    return gain.neg().mul(weight).sum(0);
  }
}
