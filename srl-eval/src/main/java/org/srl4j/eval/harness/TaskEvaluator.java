package org.srl4j.eval.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.srl4j.core.data.Problem;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutGroup;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.policy.Policy;
import org.srl4j.core.rollout.RolloutCollector;
import org.srl4j.eval.metric.ProblemOutcome;
import org.srl4j.eval.metric.Verdict;
import org.srl4j.eval.report.SampleCompletion;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Diagnostics;
import org.srl4j.eval.task.Task;

/**
 * Lets a policy solve problems: greedily once, and {@code samples} times at a temperature.
 *
 * @param task how problems are asked and answers found
 * @param samples n, rollouts per problem beside the greedy one; at least 0
 * @param temperature of the samples, above 0; the paper's is 1
 * @param seed of the samples
 * @param keptSamples greedy rollouts kept as texts, at least 0
 */
public record TaskEvaluator(
    Task task, int samples, double temperature, long seed, int keptSamples) {

  /** Checks ranges. */
  public TaskEvaluator {
    if (samples < 0) {
      throw new IllegalArgumentException("samples: must be at least 0, got " + samples);
    }
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature: must be above 0, got " + temperature);
    }
  }

  /**
   * Evaluates.
   *
   * @param problems at least one
   * @param decoding step loop or one pass
   */
  public TaskEvaluation evaluate(Policy policy, List<Problem> problems, Decoding decoding) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems: needs at least one, got none");
    }
    List<RolloutPrompt> prompts = problems.stream().map(task::problemPrompt).toList();
    Judged greedy = new Judged(new RolloutCollector(decoding.greedy(), decoding.protocol()));
    Judged sampled =
        new Judged(new RolloutCollector(decoding.sampled(temperature), decoding.protocol()));
    List<RolloutGroup> once = greedy.collector.collect(policy, prompts, 1, seed);
    List<RolloutGroup> often =
        samples == 0 ? List.of() : sampled.collector.collect(policy, prompts, samples, seed);
    List<ProblemOutcome> outcomes = new ArrayList<>();
    Diagnostics diagnostics = Diagnostics.NONE;
    for (int p = 0; p < problems.size(); p++) {
      Problem problem = problems.get(p);
      Rollout first = once.get(p).rollouts().get(0);
      diagnostics = diagnostics.plus(task.diagnose(problem, texts(first)));
      List<Verdict> verdicts = samples == 0 ? List.of() : verdicts(problem, often.get(p));
      outcomes.add(
          new ProblemOutcome(
              problem.id(),
              verdict(problem, first),
              greedy.isTruncated(prompts.get(p), first),
              first.completionLength(),
              samples,
              Collections.frequency(verdicts, Verdict.SOLVED),
              Collections.frequency(verdicts, Verdict.INVALID),
              samples == 0 ? 0 : sampled.truncated(prompts.get(p), often.get(p))));
    }
    return new TaskEvaluation(
        outcomes,
        once.stream().map(group -> texts(group.rollouts().get(0))).toList(),
        diagnostics,
        examples(problems, once, outcomes, decoding),
        (long) problems.size() * (samples + 1),
        tokens(once) + tokens(often));
  }

  private record Judged(RolloutCollector collector) {
    boolean isTruncated(RolloutPrompt prompt, Rollout rollout) {
      return collector.isTruncated(prompt, rollout);
    }

    int truncated(RolloutPrompt prompt, RolloutGroup group) {
      return (int) group.rollouts().stream().filter(r -> isTruncated(prompt, r)).count();
    }
  }

  private Verdict verdict(Problem problem, Rollout rollout) {
    return task.verdict(problem, texts(rollout));
  }

  private List<Verdict> verdicts(Problem problem, RolloutGroup group) {
    return group.rollouts().stream().map(rollout -> verdict(problem, rollout)).toList();
  }

  private static long tokens(List<RolloutGroup> groups) {
    return groups.stream()
        .flatMap(g -> g.rollouts().stream())
        .mapToLong(Rollout::completionLength)
        .sum();
  }

  private List<SampleCompletion> examples(
      List<Problem> problems,
      List<RolloutGroup> once,
      List<ProblemOutcome> outcomes,
      Decoding decoding) {
    List<SampleCompletion> examples = new ArrayList<>();
    for (int p = 0; p < Math.min(keptSamples, problems.size()); p++) {
      Problem problem = problems.get(p);
      Rollout rollout = once.get(p).rollouts().get(0);
      examples.add(
          new SampleCompletion(
              problem.id(),
              decoding.name(),
              problem.prompt(),
              texts(rollout),
              task.expertText(problem),
              outcomes.get(p).greedyVerdict()));
    }
    return examples;
  }

  private static List<String> texts(Rollout rollout) {
    return rollout.turns().stream()
        .map(turn -> turn.completion().text())
        .collect(Collectors.toList());
  }
}
