package org.srl4j.eval.compare.settings;

import java.util.List;
import java.util.Optional;
import org.srl4j.models.lora.LoraConfig;

/**
 * Whether runs train a low-rank adapter instead of all weights, and which.
 *
 * @param rank of the adapter, from 1; 0 = all weights are trained, or an adapter that a run starts
 *     from
 * @param alpha numerator of the scale, above 0
 * @param dropout in [0, 1)
 * @param targetModules names of linear layers, or all-linear
 * @param useRslora whether the scale is alpha / sqrt(rank) instead of alpha / rank
 */
public record LoraOptions(
    int rank, double alpha, double dropout, List<String> targetModules, boolean useRslora) {

  /** Checks ranges and names, also of an adapter that is off. */
  public LoraOptions {
    if (rank < 0) {
      throw new IllegalArgumentException("rank: must be at least 0 (0 = no adapter), got " + rank);
    }
    targetModules =
        new LoraConfig(Math.max(1, rank), alpha, dropout, targetModules, useRslora).targetModules();
  }

  /** No adapter; otherwise {@link LoraConfig#defaults()}. */
  public static LoraOptions defaults() {
    LoraConfig adapter = LoraConfig.defaults();
    return new LoraOptions(
        0, adapter.alpha(), adapter.dropout(), adapter.targetModules(), adapter.useRslora());
  }

  /** The adapter that is asked for. */
  public Optional<LoraConfig> adapter() {
    return rank == 0
        ? Optional.empty()
        : Optional.of(new LoraConfig(rank, alpha, dropout, targetModules, useRslora));
  }
}
