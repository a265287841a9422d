package org.srl4j.eval.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.srl4j.eval.cli.part.ModelOptions;
import org.srl4j.eval.cli.part.Version;
import org.srl4j.eval.compare.setup.EmbeddedTask;
import org.srl4j.models.policy.SameDiffPolicy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code srl eval}: figures of a trained policy. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    version = Version.TEXT,
    description =
        "Lets a model solve a benchmark. Responses are kept as they come and a stopped run goes on"
            + " with --resume; then they are graded and report.json, .md and .html written.",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or bad input, 130 stopped by Ctrl-C.",
      "",
      "Example: srl eval --model DIR --task aime24 --greedy --k 32 --temperature 1.0",
      "         srl eval --model out/first/bases/base-0 --seed 0 --k 8 --limit 50 --json"
    })
public final class EvalCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelOptions model;

  @Option(
      names = "--task",
      paramLabel = "NAME",
      defaultValue = "order",
      description =
          "order or repair (embedded), a benchmark that srl data lists, or the .yaml file of your"
              + " own (default: ${DEFAULT-VALUE}).")
  private String taskName;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of the samples; for order of the problems too (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = {"--k", "--samples"},
      paramLabel = "K",
      defaultValue = "0",
      description =
          "Responses a problem beside the greedy one, from 0 (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "Of the K responses, above 0 (default: the task's, 1 for order).")
  private Double temperature;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "The first N problems only, from 1 (default: all).")
  private Integer limit;

  @Option(
      names = "--decoding",
      paramLabel = "NAME",
      description =
          "For order: step_loop (default) or one_pass; for repair: end_to_end (default) or"
              + " oracle.")
  private String decodingName;

  @Option(names = "--json", description = "One JSON object instead of lines.")
  private boolean json;

  @Mixin private BenchmarkOptions benchmark;

  @Override
  public Integer call() throws IOException {
    requireRanges();
    Optional<EmbeddedTask> embedded = EmbeddedTask.find(taskName);
    if (embedded.isEmpty()) {
      BenchmarkOptions.Common common =
          new BenchmarkOptions.Common(samples, temperature, limit, seed);
      return benchmark.run(taskName, common, model, json, spec.commandLine());
    }
    benchmark.requireNoChat(taskName);
    EmbeddedEvaluation evaluation =
        new EmbeddedEvaluation(
            embedded.get(),
            seed,
            decodingName,
            new EmbeddedEvaluation.Draws(samples, temperature == null ? 1 : temperature, limit));
    try (SameDiffPolicy policy = new SameDiffPolicy(model.load())) {
      print(evaluation.figures(policy, benchmark.output(taskName, model)));
    }
    return 0;
  }

  /** Before a model or data are read. */
  private void requireRanges() {
    if (samples < 0) {
      throw new IllegalArgumentException(
          "samples: must be at least 0 (0 = greedy alone), got " + samples);
    }
    if (temperature != null && !(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException("temperature: must be above 0, got " + temperature);
    }
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException("limit: must be at least 1, got " + limit);
    }
  }

  private void print(ObjectNode row) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(row);
      return;
    }
    for (Map.Entry<String, JsonNode> figure : row.properties()) {
      JsonNode value = figure.getValue();
      out.printf("%-18s %s%n", figure.getKey(), value.isTextual() ? value.asText() : value);
    }
  }
}
