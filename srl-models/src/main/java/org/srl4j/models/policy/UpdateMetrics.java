package org.srl4j.models.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.srl4j.core.data.Experience;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.Objective;
import org.srl4j.core.objective.UpdateStats;

/** Sums over the counted tokens of one update. */
final class UpdateMetrics {
  private final double clipLow;
  private final double clipHigh;
  private final boolean offPolicy;
  private double loss;
  private double logProb;
  private double entropy;
  private double ratio;
  private double largestRatioGap;
  private double kl;
  private long low;
  private long high;
  private long tokens;

  UpdateMetrics(Objective objective) {
    this.offPolicy = objective instanceof ClippedPolicyGradient;
    ClippedPolicyGradient clip =
        objective instanceof ClippedPolicyGradient c ? c : ClippedPolicyGradient.defaults();
    this.clipLow = 1 - clip.clipLow();
    this.clipHigh = 1 + clip.clipHigh();
  }

  void addLoss(double value) {
    loss += value;
  }

  /** One counted token of an experience. */
  void addToken(Experience experience, int t, float tokenLogProb, float tokenEntropy) {
    tokens++;
    logProb += tokenLogProb;
    entropy += tokenEntropy;
    if (offPolicy) {
      double difference = (double) tokenLogProb - experience.oldTokenLogProbs()[t];
      double r = Math.exp(difference);
      ratio += r;
      largestRatioGap = Math.max(largestRatioGap, Math.abs(r - 1));
      kl += r - 1 - difference;
      low += experience.advantage() < 0 && r < clipLow ? 1 : 0;
      high += experience.advantage() > 0 && r > clipHigh ? 1 : 0;
    }
  }

  UpdateStats stats(double gradientNorm) {
    double n = Math.max(1, tokens);
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", loss);
    values.put("grad_norm", gradientNorm);
    values.put("entropy", entropy / n);
    values.put("train/tokens", (double) tokens);
    if (offPolicy) {
      values.put("clip_ratio/low_mean", low / n);
      values.put("clip_ratio/high_mean", high / n);
      values.put("clip_ratio/region_mean", (low + high) / n);
      values.put("policy/ratio_mean", ratio / n);
      values.put("policy/ratio_max_gap", largestRatioGap);
      values.put("policy/approx_kl", kl / n);
    } else {
      values.put("mean_token_nll", -logProb / n);
    }
    return new UpdateStats(values);
  }
}
