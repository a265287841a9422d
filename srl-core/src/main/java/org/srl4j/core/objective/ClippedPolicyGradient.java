package org.srl4j.core.objective;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.srl4j.core.graph.GraphScope;

/**
 * GRPO's clipped policy gradient.
 *
 * <p>Minimises the negative of Eq. (1), SRL §3 (arXiv:2510.25992v1): {@code -sum_n w_n min(r A,
 * clip(r, 1 - epsilon, 1 + epsilonHigh) A)} with {@code r = exp(tokenLogProb - oldTokenLogProb)};
 * the means over tokens and rollouts are in w ({@link LossAggregation}). With a beta above 0 it
 * adds {@code beta sum_n w_n (exp(d) - d - 1)}, {@code d = referenceTokenLogProb - tokenLogProb}
 * (the k3 estimator, Schulman 2020; Shao et al., arXiv:2402.03300, eq. 4). Axis N = tokens.
 *
 * @param epsilon how far below 1 the ratio may go before it is clipped, in (0, 1]; the paper does
 *     not state it, the default is TRL's and verl's 0.2
 * @param epsilonHigh how far above 1, above 0; default 0.2, DAPO uses 0.28
 * @param beta weight of the KL term, at least 0; 0 in all of the paper's runs
 */
public record ClippedPolicyGradient(double epsilon, double epsilonHigh, double beta)
    implements Objective {

  /** Checks ranges. */
  public ClippedPolicyGradient {
    if (!(epsilon > 0 && epsilon <= 1)) {
      throw new IllegalArgumentException("epsilon: must be in (0, 1], got " + epsilon);
    }
    if (!(epsilonHigh > 0)) {
      throw new IllegalArgumentException("epsilonHigh: must be above 0, got " + epsilonHigh);
    }
    if (!(beta >= 0)) {
      throw new IllegalArgumentException("beta: must be at least 0, got " + beta);
    }
  }

  /** Clip range 0.2 on both sides, no KL term. */
  public static ClippedPolicyGradient defaults() {
    return new ClippedPolicyGradient(0.2, 0.2, 0);
  }

  @Override
  public TokenMetrics metrics() {
    return RatioMetrics.clipped(1 - epsilon, 1 + epsilonHigh);
  }

  @Override
  public boolean needsReference() {
    return beta > 0;
  }

  @Override
  public SDVariable define(GraphScope scope, SDVariable tokenLogProb) {
    SameDiff sd = scope.sameDiff();
    long n = scope.rows();
    SDVariable weight = scope.input(TOKEN_WEIGHT, scope.dataType(), n);
    SDVariable advantage = scope.input(ADVANTAGE, scope.dataType(), n);
    SDVariable old = scope.input(OLD_TOKEN_LOG_PROB, scope.dataType(), n);
    SDVariable ratio = sd.math().exp(tokenLogProb.sub(old));
    SDVariable gain = gain(sd, ratio, advantage);
    SDVariable perToken = gain.neg();
    if (needsReference()) {
      perToken = perToken.add(kl(scope, tokenLogProb).mul(scope.constant(beta)));
    }
    return perToken.mul(weight).sum(0);
  }

  /**
   * min(r A, clip(r) A), by the sign of A. Not with {@code min}: inside the clip range both sides
   * are equal, and ND4J 1.0.0-M2.1 then passes the gradient on to both, which doubles it.
   */
  private SDVariable gain(SameDiff sd, SDVariable ratio, SDVariable advantage) {
    SDVariable good = sd.nn().relu(advantage, 0);
    SDVariable bad = sd.nn().relu(advantage.neg(), 0);
    SDVariable capped = sd.clipByValue(ratio, 0, 1 + epsilonHigh);
    SDVariable raised = sd.clipByValue(ratio, 1 - epsilon, Float.MAX_VALUE);
    return capped.mul(good).sub(raised.mul(bad));
  }

  private static SDVariable kl(GraphScope scope, SDVariable tokenLogProb) {
    SDVariable reference = scope.input(REFERENCE_TOKEN_LOG_PROB, scope.dataType(), scope.rows());
    SDVariable d = reference.sub(tokenLogProb);
    return scope.sameDiff().math().exp(d).sub(d).sub(scope.constant(1));
  }
}
