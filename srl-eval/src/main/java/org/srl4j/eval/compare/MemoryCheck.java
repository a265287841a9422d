package org.srl4j.eval.compare;

import java.util.Locale;
import java.util.function.Consumer;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.MemoryEstimate;
import org.srl4j.models.policy.MemoryRequest;
import org.srl4j.models.policy.PolicyModel;

/**
 * Compares what a training needs with the heap before it starts. What is needed whatever the data
 * must fit, or training is refused; for the rest, which depends on how long sequences become, a
 * full micro-batch is assumed and a warning given.
 *
 * @param heapBytes largest size of the heap
 * @param log told warnings
 */
record MemoryCheck(long heapBytes, Consumer<String> log) {
  private static final double MIB = 1 << 20;

  /** The check against this process's heap. */
  static MemoryCheck ofThisProcess(Consumer<String> log) {
    return new MemoryCheck(Runtime.getRuntime().maxMemory(), log);
  }

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if the training cannot fit; names the largest item
   */
  void require(PolicyModel model, LearnerConfig learner) {
    MemoryEstimate estimate = estimate(model, learner);
    long certain = estimate.certain() - estimate.bytes().get(MemoryEstimate.Item.JVM);
    long all = estimate.total() - estimate.bytes().get(MemoryEstimate.Item.JVM);
    if (certain > heapBytes) {
      throw new IllegalArgumentException("memory: " + text(estimate, certain));
    }
    if (all > heapBytes) {
      log.accept("warning: with full micro-batches, " + text(estimate, all));
    }
  }

  private static MemoryEstimate estimate(PolicyModel model, LearnerConfig learner) {
    int sequence = Math.max(2, Math.min(model.config().maxLength(), learner.microBatchTokens()));
    int prompts = Math.max(1, learner.microBatchTokens() / sequence);
    MemoryRequest.Batch full = new MemoryRequest.Batch(prompts, 1, sequence - 1, 1, true);
    return MemoryEstimate.of(new MemoryRequest(model.config(), model.lora(), learner, full));
  }

  private String text(MemoryEstimate estimate, long needed) {
    MemoryEstimate.Item item = estimate.largest();
    return String.format(
        Locale.ROOT,
        "the training needs %.0f MiB, the heap has %.0f MiB; the largest item is %s with %.0f MiB."
            + " Train an adapter (lora.rank=8), use gradient_checkpointing=true or a smaller"
            + " micro_batch_tokens, or give more heap (SRL_JAVA_OPTS=-Xmx16g)",
        needed / MIB,
        heapBytes / MIB,
        item.name().toLowerCase(Locale.ROOT),
        estimate.bytes().get(item) / MIB);
  }
}
