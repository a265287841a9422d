package org.srl4j.core.objective;

import java.util.Map;
import org.srl4j.core.data.Experience;

/** Metrics of imitation: {@code mean_token_nll}, nats a counted token. */
final class LikelihoodMetrics implements TokenMetrics {
  private double logProb;

  @Override
  public void add(Experience experience, int t, double tokenLogProb) {
    logProb += tokenLogProb;
  }

  @Override
  public Map<String, Double> means(double tokens) {
    return Map.of("mean_token_nll", -logProb / tokens);
  }
}
