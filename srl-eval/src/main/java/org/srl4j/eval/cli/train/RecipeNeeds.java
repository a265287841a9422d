package org.srl4j.eval.cli.train;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.srl4j.core.objective.AdamWConfig;
import org.srl4j.core.objective.ClippedPolicyGradient;
import org.srl4j.core.objective.LossAggregation;
import org.srl4j.eval.benchmark.TaskCatalogue;
import org.srl4j.eval.compare.benchmarks.AskedBenchmarks;
import org.srl4j.eval.compare.graph.Node;
import org.srl4j.eval.compare.graph.RunGraph;
import org.srl4j.eval.compare.settings.BenchmarksConfig;
import org.srl4j.eval.compare.settings.ComparisonConfig;
import org.srl4j.eval.compare.setup.Recipe;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.method.Training;
import org.srl4j.eval.task.expert.TrajectoryFormat;
import org.srl4j.eval.task.messages.MessageRows;
import org.srl4j.models.block.DecoderConfig;
import org.srl4j.models.huggingface.NamedShapes;
import org.srl4j.models.policy.LearnerConfig;
import org.srl4j.models.policy.MemoryEstimate;
import org.srl4j.models.policy.MemoryEstimate.Item;
import org.srl4j.models.policy.MemoryRequest;

/**
 * What a recipe needs, and what of it is missing on this machine. Memory and disk of a recipe that
 * wants a checkpoint are those of one of known size; what only a run can tell is said to be so.
 */
final class RecipeNeeds {
  /** The smallest checkpoint that such recipes are written for. */
  private static final String SHAPE = "qwen2.5-0.5b";

  private static final double GIB = 1L << 30;

  /** AdamW's two moments stand beside the parameters. */
  private static final int KEPT = 3;

  /** A finished training keeps its last checkpoint and the best. */
  private static final int CHECKPOINTS = 2;

  private static final double DAY = 86_400;

  private final ComparisonConfig config;
  private final String command;
  private final long trainings;
  private long memory;
  private long disk;

  /**
   * The needs of a recipe.
   *
   * @param recipe which
   * @param config its settings in its usual size
   */
  RecipeNeeds(Recipe recipe, ComparisonConfig config) {
    this.config = config;
    this.command = recipe.about().lines().findFirst().orElse("");
    this.trainings =
        RunGraph.of(config).nodes().stream()
            .filter(node -> node.kind() == Node.Kind.TRAINING)
            .count();
    if (wantsCheckpoint()) {
      estimate();
    }
  }

  /** As the command that the recipe begins with says. */
  private boolean wantsCheckpoint() {
    return command.contains("--model") && config.initFrom().isEmpty();
  }

  private boolean wantsFile() {
    return command.contains("data.train") && config.data().train().isEmpty();
  }

  /**
   * What must be given or made; nothing if all is there.
   *
   * @throws IOException if a benchmark's task file cannot be read
   */
  List<String> missing() throws IOException {
    List<String> missing = new ArrayList<>();
    if (wantsFile()) {
      missing.add(file());
    }
    AskedBenchmarks.missing(config.benchmarks()).ifPresent(missing::add);
    if (wantsCheckpoint()) {
      missing.add("--model DIR, a checkpoint from Hugging Face");
      long heap = Runtime.getRuntime().maxMemory();
      addIfShort(missing, "heap", memory, heap, "SRL_JAVA_OPTS=-Xmx16g");
      addIfShort(missing, "memory", memory, machine(), "lora.rank=8, or workers=1");
      addIfShort(missing, "disk", disk, free(), "--output on another disk");
    }
    return missing;
  }

  private String file() {
    String format = config.data().format();
    if (command.contains("data.format")) {
      return "data.format=FORMAT data.train=FILE: " + List.of(TrajectoryFormat.values());
    }
    String origin =
        TrajectoryFormat.find(format).map(TrajectoryFormat::origin).orElse(MessageRows.ORIGIN);
    return "data.train=FILE, in the format " + format + ": " + origin;
  }

  private static void addIfShort(
      List<String> missing, String what, long needed, long there, String advice) {
    if (needed > there) {
      missing.add(
          String.format(
              Locale.ROOT,
              "%s: %.1f GiB with a model of the size of %s, there are %.1f (%s)",
              what,
              needed / GIB,
              SHAPE,
              there / GIB,
              advice));
    }
  }

  /** Memory, disk and time. */
  List<String> needs() {
    List<String> needs = new ArrayList<>();
    if (!wantsCheckpoint()) {
      needs.add("a small policy: no more memory and disk than this machine has");
      needs.add("time: as said above; --dry-run measures it on this machine");
      return needs;
    }
    needs.add(
        String.format(
            Locale.ROOT,
            "with a model of the size of %s: memory %.1f GiB (%d trainings at a time), disk up to"
                + " %.1f GiB (%d trainings); srl plan-memory --model DIR says it for yours",
            SHAPE,
            memory / GIB,
            together(),
            disk / GIB,
            trainings));
    config.compared().forEach(method -> rollouts(method).ifPresent(needs::add));
    benchmarks().ifPresent(needs::add);
    needs.add("time: not known without model and data; --dry-run measures it on this machine");
    return needs;
  }

  private static Optional<String> rollouts(Method method) {
    OptionalLong most = method.training().map(Training::rollouts).orElse(OptionalLong.empty());
    return most.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s: at most %,d rollouts per training, %.2g days for every second that one takes",
                method.label(),
                most.getAsLong(),
                most.getAsLong() / DAY));
  }

  /** Rows are those that the shipped tasks expect. */
  private Optional<String> benchmarks() {
    BenchmarksConfig asked = config.benchmarks();
    long responses =
        TaskCatalogue.shipped().stream()
            .filter(task -> asked.ask().contains(task.name()))
            .mapToLong(task -> task.data().rows() * (1L + asked.samplesOf(task.name())))
            .sum();
    return responses == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "benchmarks %s: %,d responses per method, %.2g days for every second that one takes",
                String.join(", ", asked.ask()),
                responses,
                responses / DAY));
  }

  private long together() {
    return Math.min(config.workers(), trainings);
  }

  /** As before a comparison: full micro-batches. */
  private void estimate() {
    DecoderConfig sizes = NamedShapes.config(SHAPE).decoder();
    LearnerConfig learner =
        new LearnerConfig(
            ClippedPolicyGradient.defaults(),
            LossAggregation.grpo(),
            AdamWConfig.defaults(),
            1,
            config.microBatchTokens(),
            config.gradientCheckpointing());
    int sequence = Math.min(sizes.maxLength(), config.microBatchTokens());
    MemoryRequest.Batch batch = new MemoryRequest.Batch(1, 1, sequence - 1, 1, true);
    MemoryEstimate estimate =
        MemoryEstimate.of(new MemoryRequest(sizes, config.lora().adapter(), learner, batch));
    long weights = estimate.bytes().get(Item.WEIGHTS);
    long jvm = estimate.bytes().get(Item.JVM);
    long own = config.lora().rank() > 0 ? weights : 0;
    memory = jvm + weights + together() * (estimate.total() - jvm - own);
    disk = KEPT * CHECKPOINTS * estimate.bytes().get(Item.BEST) * trainings;
  }

  private static long machine() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  private static long free() {
    return new File("").getAbsoluteFile().getUsableSpace();
  }
}
