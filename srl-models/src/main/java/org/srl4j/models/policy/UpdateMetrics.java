package org.srl4j.models.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.srl4j.core.data.Experience;
import org.srl4j.core.objective.Objective;
import org.srl4j.core.objective.TokenMetrics;
import org.srl4j.core.objective.UpdateStats;

/** Sums over the counted tokens of one update: what every update reports, then the objective's. */
final class UpdateMetrics {
  private final TokenMetrics ofObjective;
  private double loss;
  private double entropy;
  private long tokens;

  UpdateMetrics(Objective objective) {
    this.ofObjective = objective.metrics();
  }

  void addLoss(double value) {
    loss += value;
  }

  /** One counted token of an experience. */
  void addToken(Experience experience, int t, float tokenLogProb, float tokenEntropy) {
    tokens++;
    entropy += tokenEntropy;
    ofObjective.add(experience, t, tokenLogProb);
  }

  UpdateStats stats(double gradientNorm) {
    double n = Math.max(1, tokens);
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", loss);
    values.put("grad_norm", gradientNorm);
    values.put("entropy", entropy / n);
    values.put("train/tokens", (double) tokens);
    values.putAll(ofObjective.means(n));
    return new UpdateStats(values);
  }
}
