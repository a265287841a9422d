package org.srl4j.models.policy;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.srl4j.core.graph.Parameters;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.decoder.Decoder;
import org.srl4j.models.lora.LoraConfig;
import org.srl4j.models.policy.MemoryEstimate.Item;

/**
 * Compares what a model or a training needs with the heap before it is made. What is needed
 * whatever the data must fit, or it is refused; for the rest, which depends on how long sequences
 * become, a full micro-batch is assumed and a warning given.
 *
 * @param heapBytes largest size of the heap
 * @param log told warnings
 */
public record MemoryCheck(long heapBytes, Consumer<String> log) {
  private static final double MIB = 1 << 20;
  private static final String MORE_HEAP = "give more heap (-Xmx; SRL_JAVA_OPTS=-Xmx16g for srl)";

  /** The check against this process's heap. */
  public static MemoryCheck ofThisProcess(Consumer<String> log) {
    return new MemoryCheck(Runtime.getRuntime().maxMemory(), log);
  }

  /**
   * Checks a model that is to be used as it is.
   *
   * @throws IllegalArgumentException if its weights alone cannot fit
   */
  public void requireWeights(DecoderConfig decoder) {
    long bytes = Float.BYTES * Parameters.elements(Decoder.parameters(decoder));
    if (bytes > heapBytes) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "memory: the model's weights need %.0f MiB, the heap has %.0f MiB; use a smaller"
                  + " model or %s",
              bytes / MIB,
              heapBytes / MIB,
              MORE_HEAP));
    }
  }

  /**
   * Checks trainings of one model.
   *
   * @param decoder its sizes
   * @param lora the adapter that is trained, over weights that all trainings share; empty = all
   *     weights are, each training has its own
   * @param learner how updates are made
   * @param together trainings at a time, at least 1
   * @throws IllegalArgumentException if they cannot fit; names the largest item
   */
  public void requireTraining(
      DecoderConfig decoder, Optional<LoraConfig> lora, LearnerConfig learner, int together) {
    requireWeights(decoder);
    int sequence = Math.max(2, Math.min(decoder.maxLength(), learner.microBatchTokens()));
    int prompts = Math.max(1, learner.microBatchTokens() / sequence);
    MemoryRequest.Batch full = new MemoryRequest.Batch(prompts, 1, sequence - 1, 1, true);
    MemoryEstimate estimate = MemoryEstimate.of(new MemoryRequest(decoder, lora, learner, full));
    Map<Item, Long> bytes = estimate.bytes();
    long shared = lora.isPresent() ? bytes.get(Item.WEIGHTS) : 0;
    long once = shared + bytes.get(Item.JVM);
    long certain = shared + together * (estimate.certain() - once);
    long all = shared + together * (estimate.total() - once);
    if (certain > heapBytes) {
      throw new IllegalArgumentException("memory: " + text(estimate, together, certain));
    }
    if (all > heapBytes) {
      log.accept("warning: with full micro-batches, " + text(estimate, together, all));
    }
  }

  private String text(MemoryEstimate estimate, int together, long needed) {
    Item item = estimate.largest();
    return String.format(
        Locale.ROOT,
        "%s %.0f MiB, the heap has %.0f MiB; the largest item is %s with %.0f MiB."
            + " Train an adapter (lora.rank=8), use gradient_checkpointing=true%s or a smaller"
            + " micro_batch_tokens, or %s",
        together == 1 ? "the training needs" : together + " trainings at a time need",
        needed / MIB,
        heapBytes / MIB,
        item.name().toLowerCase(Locale.ROOT),
        estimate.bytes().get(item) / MIB,
        together == 1 ? "" : ", workers=1",
        MORE_HEAP);
  }
}
