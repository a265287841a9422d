package org.srl4j.eval.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.srl4j.core.data.Problem;
import org.srl4j.core.policy.Policy;
import org.srl4j.eval.compare.Audit;
import org.srl4j.eval.compare.setup.EmbeddedTask;
import org.srl4j.eval.harness.TaskEvaluation;
import org.srl4j.eval.harness.TaskEvaluator;
import org.srl4j.eval.report.DecodingResult;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

/**
 * A policy on the test problems of an embedded benchmark.
 *
 * @param benchmark which one
 * @param seed of problems, hidden convention and samples
 * @param decodingName one of the two ways of decoding; null = the one that methods are compared by
 * @param draws how often is sampled
 */
record EmbeddedEvaluation(
    EmbeddedTask benchmark, long seed, String decodingName, EmbeddedEvaluation.Draws draws) {

  /**
   * How often is sampled.
   *
   * @param samples rollouts per problem beside the greedy one
   * @param temperature of these
   * @param limit the first so many problems; null = all
   */
  record Draws(int samples, double temperature, Integer limit) {}

  /**
   * Figures by name, in the order to print.
   *
   * @param folder for files of tests that are run
   */
  ObjectNode figures(Policy policy, Path folder) throws IOException {
    Task task = benchmark.usual().task(seed);
    Decoding decoding = decoding(task);
    List<Problem> problems = problems(task);
    TaskEvaluator evaluator = new TaskEvaluator(task, draws.samples, draws.temperature, seed, 0);
    TaskEvaluation evaluation = evaluator.evaluate(policy, problems, decoding);
    ObjectNode row = figures(evaluation.toResult(), decoding, problems.size());
    new Audit(task, folder)
        .solved(problems, evaluation)
        .ifPresent(count -> row.put("resolved_by_tests", count));
    return row;
  }

  private Decoding decoding(Task task) {
    List<Decoding> known = List.of(task.stepLoop(), task.onePass());
    if (decodingName == null) {
      return known.get(0);
    }
    return known.stream()
        .filter(decoding -> decoding.name().equals(decodingName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--decoding: must be one of "
                        + known.stream().map(Decoding::name).toList()
                        + ", got "
                        + decodingName));
  }

  private List<Problem> problems(Task task) {
    List<Problem> all = task.problems(Split.TEST);
    if (draws.limit == null) {
      return all;
    }
    if (draws.limit < 1 || draws.limit > all.size()) {
      throw new IllegalArgumentException(
          "--limit: must be in 1.." + all.size() + ", got " + draws.limit);
    }
    return all.subList(0, draws.limit);
  }

  private ObjectNode figures(DecodingResult result, Decoding decoding, int problems) {
    ObjectNode row = new ObjectMapper().createObjectNode();
    row.put("task", benchmark.toString());
    row.put("seed", seed);
    row.put("decoding", decoding.name());
    row.put("problems", problems);
    row.put("greedy_accuracy", result.greedyAccuracy());
    row.putArray("greedy_wilson_95")
        .add(result.greedyInterval().low())
        .add(result.greedyInterval().high());
    if (draws.samples > 0) {
      row.put("samples", draws.samples);
      row.put("temperature", draws.temperature);
      row.put("avg_at_" + draws.samples, result.averageAtK().mean());
      result.passAtK().forEach((k, value) -> row.put("pass_at_" + k, value));
    }
    row.put("invalid_share", result.invalidShare());
    row.put("truncated_share", result.truncatedShare());
    row.put("execution", result.execution());
    row.put("choice", result.choice());
    return row;
  }
}
