package org.srl4j.eval.cli.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.core.objective.NegativeLogLikelihood;
import org.srl4j.eval.bench.MeasuredUpdate;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.huggingface.ModelFolder;
import org.srl4j.models.huggingface.config.ModelConfig;
import org.srl4j.models.io.CheckpointFolder;
import org.srl4j.models.lora.LoraConfig;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.MemoryEstimate;
import org.srl4j.models.policy.MemoryRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl plan-memory}: what a training would need, before it starts. */
@Command(
    name = "plan-memory",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description = {
      "Estimates the memory of a training, item by item, from the model's config.json alone.",
      "With --measure it also takes one update, on made-up tokens, and says what that took."
    },
    footer = {
      "",
      "Example: srl plan-memory --model out/half --method srl --lora-rank 8 --group-size 8"
          + " --prompt-tokens 64 --max-new-tokens 64",
      "Items: weights, adapter, gradients, optimiser, best (kept parameters), reference (KL),",
      "activations, logits_chunk, kv_pages, jvm."
    })
public final class PlanMemoryCommand implements Callable<Integer> {
  private static final double MIB = 1 << 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A model's folder; config.json is enough without --measure.")
  private Path model;

  @Option(
      names = "--method",
      required = true,
      paramLabel = "NAME",
      description = "srl, rlvr or sft; sft samples nothing.")
  private Method method;

  @Option(
      names = "--lora-rank",
      paramLabel = "R",
      defaultValue = "0",
      description = "Of an adapter on all linear layers, from 0 (default: 0 = all weights).")
  private int loraRank;

  @Option(
      names = "--prompts",
      paramLabel = "N",
      defaultValue = "1",
      description = "Different prompts per update, from 1 (default: ${DEFAULT-VALUE}).")
  private int prompts;

  @Option(
      names = "--group-size",
      paramLabel = "G",
      defaultValue = "8",
      description = "Completions a prompt, from 1; sft: 1 (default: ${DEFAULT-VALUE}).")
  private int groupSize;

  @Option(
      names = "--prompt-tokens",
      paramLabel = "N",
      defaultValue = "512",
      description = "Tokens of a prompt, from 1 (default: ${DEFAULT-VALUE}).")
  private int promptTokens;

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      defaultValue = "512",
      description = "Tokens of a completion or demonstration, from 1 (default: ${DEFAULT-VALUE}).")
  private int newTokens;

  @Option(
      names = "--micro-batch-tokens",
      paramLabel = "N",
      defaultValue = "2048",
      description = "Tokens that are computed together, from 1 (default: ${DEFAULT-VALUE}).")
  private int microBatchTokens;

  @Option(
      names = "--gradient-checkpointing",
      description = "Compute decoder blocks again in the reverse pass instead of keeping them.")
  private boolean gradientCheckpointing;

  @Option(
      names = "--kl",
      paramLabel = "BETA",
      defaultValue = "0",
      description = "Weight of the KL term, from 0; above 0 it needs a reference (default: 0).")
  private double beta;

  @Option(
      names = "--measure",
      description = "Load the model, sample, take one update, and print what that took.")
  private boolean measure;

  @Option(names = "--json", description = "One JSON object; sizes in bytes.")
  private boolean json;

  /** The methods; those that share a row differ in the reward alone. */
  enum Method {
    /** Step-wise rewards. */
    SRL,
    /** Rewards of final answers. */
    RLVR,
    /** Demonstrations. */
    SFT
  }

  @Override
  public Integer call() throws IOException {
    MemoryRequest request = request();
    MemoryEstimate estimate = MemoryEstimate.of(request);
    Optional<MeasuredUpdate> measured =
        measure ? Optional.of(MeasuredUpdate.of(model, request)) : Optional.empty();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(estimate, measured));
    } else {
      print(estimate, measured, out);
    }
    return 0;
  }

  private MemoryRequest request() throws IOException {
    if (loraRank < 0) {
      throw new IllegalArgumentException("--lora-rank: must be at least 0, got " + loraRank);
    }
    LoraConfig settings = LoraConfig.defaults();
    Optional<LoraConfig> lora =
        loraRank == 0
            ? Optional.empty()
            : Optional.of(
                new LoraConfig(loraRank, settings.alpha(), 0, settings.targetModules(), false));
    boolean sft = method == Method.SFT;
    LearnerConfig learner =
        new LearnerConfig(
            sft ? new NegativeLogLikelihood() : new ClippedPolicyGradient(0.2, 0.2, beta),
            sft ? LossAggregation.dapo() : LossAggregation.grpo(),
            AdamWConfig.defaults(),
            1,
            microBatchTokens,
            gradientCheckpointing);
    MemoryRequest.Batch batch =
        new MemoryRequest.Batch(prompts, sft ? 1 : groupSize, promptTokens, newTokens, !sft);
    return new MemoryRequest(sizes(), lora, learner, batch);
  }

  private DecoderConfig sizes() throws IOException {
    Path config = model.resolve(CheckpointFolder.CONFIG);
    return Files.isRegularFile(config) && !ModelFolder.isModel(model)
        ? stock(ModelConfig.read(config))
        : stock(ModelFolder.open(model).origin().config());
  }

  private static DecoderConfig stock(ModelConfig config) {
    if (config.design().isPresent()) {
      throw new IllegalArgumentException(
          "--model: memory is estimated for stock layers alone, the model has the layers "
              + config.design().get());
    }
    return config.decoder();
  }

  private static String name(MemoryEstimate.Item item) {
    return item.name().toLowerCase(Locale.ROOT);
  }

  private ObjectNode toJson(MemoryEstimate estimate, Optional<MeasuredUpdate> measured) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("model", model.toString());
    root.put("method", method.name().toLowerCase(Locale.ROOT));
    ObjectNode items = root.putObject("items_bytes");
    estimate.bytes().forEach((item, bytes) -> items.put(name(item), bytes));
    root.put("total_bytes", estimate.total());
    root.put("largest_item", name(estimate.largest()));
    root.put("heap_limit_bytes", Runtime.getRuntime().maxMemory());
    measured.ifPresent(
        m -> {
          ObjectNode node = root.putObject("measured");
          node.put("load_seconds", m.loadSeconds());
          node.put("resident_after_load_bytes", m.loadedBytes());
          node.put("tokens_per_second_batch_1", m.tokensPerSecondAlone());
          node.put("tokens_per_second_batch", m.tokensPerSecondTogether());
          node.put("update_seconds", m.updateSeconds());
          node.put("peak_resident_bytes", m.peakBytes());
          node.put("estimate_over_measured", (double) estimate.total() / m.peakBytes());
        });
    return root;
  }

  private void print(MemoryEstimate estimate, Optional<MeasuredUpdate> measured, PrintWriter out) {
    estimate.bytes().forEach((item, bytes) -> row(out, name(item), bytes));
    row(out, "total", estimate.total());
    row(out, "heap limit", Runtime.getRuntime().maxMemory());
    measured.ifPresent(
        m -> {
          row(out, "measured after load", m.loadedBytes());
          row(out, "measured peak", m.peakBytes());
          for (String line :
              List.of(
                  String.format(Locale.ROOT, "load %.1f s", m.loadSeconds()),
                  String.format(Locale.ROOT, "alone %.2f tokens/s", m.tokensPerSecondAlone()),
                  String.format(Locale.ROOT, "batch %.2f tokens/s", m.tokensPerSecondTogether()),
                  String.format(Locale.ROOT, "update %.1f s", m.updateSeconds()))) {
            out.println(line);
          }
        });
  }

  private static void row(PrintWriter out, String name, long bytes) {
    out.println(String.format(Locale.ROOT, "%-20s %10.1f MiB", name, bytes / MIB));
  }
}
