package org.srl4j.models.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.srl4j.core.graph.GraphScope;
import org.srl4j.core.graph.LinearAdapter;
import org.srl4j.core.graph.ParameterSpec;
import org.srl4j.core.graph.Parameters;
import org.srl4j.core.graph.kernel.KernelContext;
import org.srl4j.core.graph.kernel.KernelSet;
import org.srl4j.core.graph.kernel.KeyValueCache;
import org.srl4j.core.graph.kernel.Storage;
import org.srl4j.core.graph.kernel.Workers;
import org.srl4j.core.graph.plan.ExecutionPlan;
import org.srl4j.core.graph.plan.PlanMemory;
import org.srl4j.core.graph.plan.PlanOptions;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.block.LanguageModelHead;
import org.srl4j.models.decoder.Decoder;
import org.srl4j.models.lora.LowRankAdapter;

/**
 * Memory of a training, item by item, before it starts. Weights and what goes with them come from
 * shapes, activations from the plan of an update, which is laid out but not made.
 *
 * @param bytes by item, in the order of {@link Item}
 */
public record MemoryEstimate(Map<Item, Long> bytes) {

  /** What takes memory. */
  public enum Item {
    /** Parameters that are frozen, or all of them. */
    WEIGHTS(true),
    /** A and B. */
    ADAPTER(true),
    /** Two arrays of the trained parameters' size: a batch's and a micro-batch's. */
    GRADIENTS(true),
    /** First and second moments of the trained parameters. */
    OPTIMISER(true),
    /** The trained parameters of the best validation. */
    BEST(true),
    /** A copy of the weights for a KL term; with an adapter there is none. */
    REFERENCE(true),
    /** Values between the nodes of the largest plan. */
    ACTIVATIONS(false),
    /** Logits of a stretch of rows. */
    LOGITS_CHUNK(false),
    /** Keys and values of the sequences that are sampled together. */
    KV_PAGES(false),
    /** Code, threads, native libraries and what is not yet collected. */
    JVM(true);

    private final boolean certain;

    Item(boolean certain) {
      this.certain = certain;
    }

    /** Whether it is needed whatever the batch. */
    public boolean isCertain() {
      return certain;
    }
  }

  /** What the process takes beside the rest; set from updates of a policy with 0.5 B parameters. */
  private static final long JVM_BYTES = 400L << 20;

  /** Copies the map. */
  public MemoryEstimate {
    bytes = Collections.unmodifiableMap(new LinkedHashMap<>(bytes));
  }

  /** The estimate of a training; what it takes itself does not depend on the weights' size. */
  public static MemoryEstimate of(MemoryRequest request) {
    List<ParameterSpec> base = Decoder.parameters(request.decoder());
    List<ParameterSpec> adapter =
        request.lora().map(l -> LowRankAdapter.parameters(l, request.decoder())).orElse(List.of());
    long weights = floats(Parameters.elements(base));
    long trained = adapter.isEmpty() ? weights : floats(Parameters.elements(adapter));
    boolean copies = adapter.isEmpty() && request.learner().objective().needsReference();
    Map<Item, Long> bytes = new LinkedHashMap<>();
    bytes.put(Item.WEIGHTS, weights);
    bytes.put(Item.ADAPTER, adapter.isEmpty() ? 0 : trained);
    bytes.put(Item.GRADIENTS, 2 * trained);
    bytes.put(Item.OPTIMISER, 2 * trained);
    bytes.put(Item.BEST, trained);
    bytes.put(Item.REFERENCE, copies ? weights : 0);
    Packing packing =
        new Packing(request.learner().microBatchTokens(), request.decoder().maxLength());
    int row = request.batch().row(packing);
    Parameters layout =
        adapter.isEmpty() ? Parameters.layout(base, List.of()) : Parameters.layout(adapter, base);
    long update = update(request, layout, row).total();
    long decode = request.batch().sampled() ? decode(request) : 0;
    long chunk = Math.min(update, floats((long) Math.min(row, 64) * vocabulary(request)));
    bytes.put(Item.ACTIVATIONS, Math.max(update, decode) - chunk);
    bytes.put(Item.LOGITS_CHUNK, chunk);
    bytes.put(Item.KV_PAGES, request.batch().sampled() ? pages(request) : 0);
    bytes.put(Item.JVM, JVM_BYTES);
    return new MemoryEstimate(bytes);
  }

  private static int vocabulary(MemoryRequest request) {
    return request.decoder().vocabularySize();
  }

  private static long floats(long elements) {
    return Float.BYTES * elements;
  }

  /** The plan that {@link SameDiffLearner} makes for a row. */
  private static PlanMemory update(MemoryRequest request, Parameters layout, int row) {
    LinearAdapter adapter =
        request
            .lora()
            .<LinearAdapter>map(l -> new LowRankAdapter(l, true))
            .orElse(LinearAdapter.NONE);
    GraphScope scope = GraphScope.packedOnParameters(row).adapting(adapter);
    LanguageModelHead.Scores scores =
        Decoder.define(scope, request.decoder()).scores(request.learner().temperature());
    SDVariable loss = request.learner().objective().define(scope, scores.tokenLogProb());
    Map<String, SDVariable> outputs =
        Map.of("loss", loss, "log_prob", scores.tokenLogProb(), "entropy", scores.entropy());
    try (Workers workers = Workers.of(1)) {
      PlanOptions options =
          new PlanOptions(
              KernelSet.available(),
              KernelContext.wholeSequences(workers),
              Optional.of(layout),
              Optional.of(new Storage(0)),
              new Storage(0),
              request.learner().gradientCheckpointing());
      return ExecutionPlan.measure(scope, outputs, Optional.of(loss), options);
    }
  }

  /** Logits, log-probabilities and probabilities of the sequences that are decoded together. */
  private static long decode(MemoryRequest request) {
    return floats(3L * rows(request) * vocabulary(request));
  }

  private static int rows(MemoryRequest request) {
    return Math.min(Decoding.SLOTS, PlanCache.powerOfTwo(request.batch().sequences()));
  }

  private static long pages(MemoryRequest request) {
    DecoderConfig sizes = request.decoder();
    int positions = Math.min(sizes.maxLength(), request.batch().sequence());
    long pages =
        (rows(request) + 1L) * ((positions + KeyValueCache.LANES - 1) / KeyValueCache.LANES);
    long elements = pages * KeyValueCache.LANES * sizes.keyValueHeads() * sizes.headSize();
    return floats(2 * sizes.layers() * elements);
  }

  /** All items. */
  public long total() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What is needed whatever the batch. */
  public long certain() {
    return bytes.entrySet().stream()
        .filter(e -> e.getKey().isCertain())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The item that takes most. */
  public Item largest() {
    return Collections.max(bytes.entrySet(), Map.Entry.comparingByValue()).getKey();
  }
}
