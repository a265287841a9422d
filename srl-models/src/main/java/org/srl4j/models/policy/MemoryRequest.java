package org.srl4j.models.policy;

import java.util.Objects;
import java.util.Optional;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.lora.LoraConfig;

/**
 * A training whose memory is wanted.
 *
 * @param decoder sizes
 * @param lora the adapter that is trained; empty = all weights are
 * @param learner how updates are made
 * @param batch what an update is made on
 */
public record MemoryRequest(
    DecoderConfig decoder, Optional<LoraConfig> lora, LearnerConfig learner, Batch batch) {

  /** Rejects missing parts. */
  public MemoryRequest {
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(lora, "lora");
    Objects.requireNonNull(learner, "learner");
    Objects.requireNonNull(batch, "batch");
  }

  /**
   * Sequences of one update.
   *
   * @param prompts different ones, at least 1
   * @param groupSize sequences a prompt, at least 1
   * @param promptTokens tokens of a prompt, at least 1
   * @param newTokens tokens after it, at least 1
   * @param sampled whether the policy samples what follows; otherwise it is given
   */
  public record Batch(
      int prompts, int groupSize, int promptTokens, int newTokens, boolean sampled) {

    /** Checks ranges. */
    public Batch {
      atLeastOne("prompts", prompts);
      atLeastOne("groupSize", groupSize);
      atLeastOne("promptTokens", promptTokens);
      atLeastOne("newTokens", newTokens);
    }

    private static void atLeastOne(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + ": must be at least 1, got " + value);
      }
    }

    /** Tokens of one sequence. */
    int sequence() {
      return Math.addExact(promptTokens, newTokens);
    }

    /** Sequences together. */
    int sequences() {
      return Math.multiplyExact(prompts, groupSize);
    }

    /** Tokens of the longest row that a packing makes of the batch. */
    int row(Packing packing) {
      int shared = groupSize == 1 ? 0 : promptTokens - 1;
      long own = sequence() - shared;
      long perGroup = shared + groupSize * own;
      long all = prompts * perGroup;
      long within = Math.min(all, Math.max(packing.tokenBudget(), sequence()));
      return packing.rounded((int) within);
    }
  }
}
