package org.srl4j.eval.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.srl4j.core.data.Problem;
import org.srl4j.eval.compare.EvaluationConfig;
import org.srl4j.eval.compare.OrderSetup;
import org.srl4j.eval.harness.TaskEvaluation;
import org.srl4j.eval.harness.TaskEvaluator;
import org.srl4j.eval.report.DecodingResult;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
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
    version = Main.VERSION,
    description = "Lets a trained policy solve the test problems of the embedded benchmark.",
    footer = {
      "",
      "Example: srl eval --model out/first/bases/base-0 --seed 0 --samples 8 --limit 50 --json"
    })
final class EvalCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelOptions model;

  @Option(
      names = "--task",
      paramLabel = "NAME",
      defaultValue = "order",
      description = "order (default: ${DEFAULT-VALUE}).")
  private String taskName;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Of problems, hidden convention and samples (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--decoding",
      paramLabel = "NAME",
      defaultValue = "step_loop",
      description = "step_loop or one_pass (default: ${DEFAULT-VALUE}).")
  private String decodingName;

  @Option(
      names = "--samples",
      paramLabel = "K",
      defaultValue = "0",
      description = "Rollouts a problem beside the greedy one, from 0 (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "1",
      description = "Of the samples, above 0 (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "The first N test problems only, from 1 (default: all 100).")
  private Integer limit;

  @Option(names = "--json", description = "One JSON object instead of lines.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!taskName.equals("order")) {
      throw new IllegalArgumentException("--task: must be order, got " + taskName);
    }
    Task task = new OrderSetup(EvaluationConfig.defaults()).task(seed);
    Decoding decoding = decoding(task);
    List<Problem> problems = problems(task);
    TaskEvaluator evaluator = new TaskEvaluator(task, samples, temperature, seed, 0);
    try (SameDiffPolicy policy = new SameDiffPolicy(model.load())) {
      TaskEvaluation evaluation = evaluator.evaluate(policy, problems, decoding);
      print(figures(evaluation.toResult(), decoding, problems.size()));
    }
    return 0;
  }

  private Decoding decoding(Task task) {
    return switch (decodingName) {
      case DecodingResult.STEP_LOOP -> task.stepLoop();
      case DecodingResult.ONE_PASS -> task.onePass();
      default ->
          throw new IllegalArgumentException(
              "--decoding: must be step_loop or one_pass, got " + decodingName);
    };
  }

  private List<Problem> problems(Task task) {
    List<Problem> all = task.problems(Split.TEST);
    if (limit == null) {
      return all;
    }
    if (limit < 1 || limit > all.size()) {
      throw new IllegalArgumentException("--limit: must be in 1.." + all.size() + ", got " + limit);
    }
    return all.subList(0, limit);
  }

  private ObjectNode figures(DecodingResult result, Decoding decoding, int problems) {
    ObjectNode row = new ObjectMapper().createObjectNode();
    row.put("task", taskName);
    row.put("seed", seed);
    row.put("decoding", decoding.name());
    row.put("problems", problems);
    row.put("greedy_accuracy", result.greedyAccuracy());
    row.putArray("greedy_wilson_95")
        .add(result.greedyInterval().low())
        .add(result.greedyInterval().high());
    if (samples > 0) {
      row.put("samples", samples);
      row.put("temperature", temperature);
      row.put("avg_at_" + samples, result.averageAtK().mean());
      result.passAtK().forEach((k, value) -> row.put("pass_at_" + k, value));
    }
    row.put("invalid_share", result.invalidShare());
    row.put("truncated_share", result.truncatedShare());
    row.put("execution", result.execution());
    row.put("choice", result.choice());
    return row;
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
