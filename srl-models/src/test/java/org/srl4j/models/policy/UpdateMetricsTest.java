package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.srl4j.core.data.Experience;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.NegativeLogLikelihood;
import org.srl4j.core.objective.UpdateStats;

class UpdateMetricsTest {

  /** Two tokens, the second one sampled with log-probability -1. */
  private static Experience experience(double advantage) {
    return new Experience(new int[] {2, 3}, new float[] {0, 1}, new float[] {0, -1}, advantage);
  }

  @Test
  void ratiosAreCountedOnTheSideWhereTheyAreClipped() {
    UpdateMetrics metrics = new UpdateMetrics(new ClippedPolicyGradient(0.2, 0.5, 0));
    float up = (float) (-1 + Math.log(2)); // ratio 2, above 1.5
    float down = (float) (-1 + Math.log(0.5)); // ratio 0.5, below 0.8
    metrics.addToken(experience(1), 1, up, 0.1f); // clipped
    metrics.addToken(experience(-1), 1, up, 0.2f);
    metrics.addToken(experience(1), 1, down, 0.3f);
    metrics.addToken(experience(-1), 1, down, 0.4f); // clipped
    metrics.addToken(experience(-1), 1, down, 0.5f); // clipped
    metrics.addLoss(0.25);
    metrics.addLoss(0.5);
    UpdateStats stats = metrics.stats(3);
    assertEquals(2 / 5.0, stats.get("clip_ratio/low_mean"), 1e-12);
    assertEquals(1 / 5.0, stats.get("clip_ratio/high_mean"), 1e-12);
    assertEquals(3 / 5.0, stats.get("clip_ratio/region_mean"), 1e-12);
    assertEquals((2 + 2 + 0.5 * 3) / 5, stats.get("policy/ratio_mean"), 1e-6);
    assertEquals(1, stats.get("policy/ratio_max_gap"), 1e-6); // |2 - 1|
    // r - 1 - ln r: 2 - 1 - 0.6931472 = 0.3068528; 0.5 - 1 + 0.6931472 = 0.1931472
    assertEquals((2 * 0.3068528 + 3 * 0.1931472) / 5, stats.get("policy/approx_kl"), 1e-6);
    assertEquals(0.3, stats.get("entropy"), 1e-6);
    assertEquals(0.75, stats.get("loss"), 1e-12);
    assertEquals(3, stats.get("grad_norm"), 0);
    assertEquals(5, stats.get("train/tokens"), 0);
  }

  @Test
  void likelihoodHasNoRatios() {
    UpdateMetrics metrics = new UpdateMetrics(new NegativeLogLikelihood());
    metrics.addToken(experience(1), 1, -2, 0.1f);
    metrics.addToken(experience(1), 1, -4, 0.1f);
    UpdateStats stats = metrics.stats(1);
    assertEquals(3, stats.get("mean_token_nll"), 1e-12);
    assertFalse(stats.values().containsKey("policy/ratio_mean"));
  }
}
