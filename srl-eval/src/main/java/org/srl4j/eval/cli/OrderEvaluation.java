package org.srl4j.eval.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.srl4j.core.data.Problem;
import org.srl4j.core.policy.Policy;
import org.srl4j.eval.compare.EvaluationConfig;
import org.srl4j.eval.compare.OrderSetup;
import org.srl4j.eval.harness.TaskEvaluation;
import org.srl4j.eval.harness.TaskEvaluator;
import org.srl4j.eval.report.DecodingResult;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;

/**
 * A policy on the test problems of the embedded benchmark ORDER.
 *
 * @param seed of problems, hidden convention and samples
 * @param decodingName {@code step_loop} or {@code one_pass}
 * @param samples rollouts a problem beside the greedy one
 * @param temperature of these
 * @param limit the first so many problems; null = all
 */
record OrderEvaluation(
    long seed, String decodingName, int samples, double temperature, Integer limit) {
  /** Name of the task. */
  static final String TASK = "order";

  /** Figures by name, in the order to print. */
  ObjectNode figures(Policy policy) {
    Task task = new OrderSetup(EvaluationConfig.defaults()).task(seed);
    Decoding decoding = decoding(task);
    List<Problem> problems = problems(task);
    TaskEvaluator evaluator = new TaskEvaluator(task, samples, temperature, seed, 0);
    TaskEvaluation evaluation = evaluator.evaluate(policy, problems, decoding);
    return figures(evaluation.toResult(), decoding, problems.size());
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
    row.put("task", TASK);
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
}
