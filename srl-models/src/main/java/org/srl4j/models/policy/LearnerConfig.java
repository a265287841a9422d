package org.srl4j.models.policy;

import java.util.Objects;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.Objective;

/**
 * How a learner updates.
 *
 * @param objective the loss
 * @param aggregation how token losses become one number
 * @param optimiser AdamW's options
 * @param temperature the rollouts' sampling temperature: log-probabilities are taken at it; above 0
 * @param microBatchTokens most tokens of a packed row, the learner's micro-batch; memory, not the
 *     result, depends on it
 * @param gradientCheckpointing whether the reverse pass computes decoder blocks again instead of
 *     keeping their values: less memory, the same gradients, about a third more time
 */
public record LearnerConfig(
    Objective objective,
    LossAggregation aggregation,
    AdamWConfig optimiser,
    double temperature,
    int microBatchTokens,
    boolean gradientCheckpointing) {

  /** Checks ranges. */
  public LearnerConfig {
    Objects.requireNonNull(objective, "objective");
    Objects.requireNonNull(aggregation, "aggregation");
    Objects.requireNonNull(optimiser, "optimiser");
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature: must be above 0, got " + temperature);
    }
    if (microBatchTokens < 1) {
      throw new IllegalArgumentException(
          "microBatchTokens: must be at least 1, got " + microBatchTokens);
    }
  }

  /** Temperature 1, 2048 tokens a packed row, all values kept. */
  public static LearnerConfig of(
      Objective objective, LossAggregation aggregation, AdamWConfig optimiser) {
    return new LearnerConfig(objective, aggregation, optimiser, 1, 2048, false);
  }
}
