package org.srl4j.core.objective;

import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;

/** A loss written as a graph block. Implementations are immutable. */
public interface Objective {
  /** Input [N]: weight of every token's loss, mask and normaliser included. */
  String TOKEN_WEIGHT = "token_weight";

  /** Input [N]: advantage of the rollout a token belongs to. */
  String ADVANTAGE = "advantage";

  /** Input [N]: log-probability under the policy that sampled, nats. */
  String OLD_TOKEN_LOG_PROB = "old_token_log_prob";

  /** Input [N]: log-probability under the reference policy, nats. */
  String REFERENCE_TOKEN_LOG_PROB = "reference_token_log_prob";

  /**
   * Adds the loss to a graph.
   *
   * @param scope the graph; the inputs above are asked of it
   * @param tokenLogProb [N], nats, current policy: the only variable that carries a gradient
   * @return scalar [], the sum of weighted token losses
   */
  SDVariable define(GraphScope scope, SDVariable tokenLogProb);

  /**
   * What an update reports beside loss, gradient norm, entropy and number of tokens.
   *
   * @return sums for one update, empty; the default reports the probability ratio to the policy
   *     that sampled
   */
  default TokenMetrics metrics() {
    return RatioMetrics.unclipped();
  }

  /** Whether {@link #REFERENCE_TOKEN_LOG_PROB} must be fed. */
  default boolean needsReference() {
    return false;
  }
}
