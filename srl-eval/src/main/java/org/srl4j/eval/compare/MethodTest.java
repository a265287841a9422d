package org.srl4j.eval.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.srl4j.core.data.Problem;
import org.srl4j.eval.compare.graph.TestedRun;
import org.srl4j.eval.harness.StepSimilarity;
import org.srl4j.eval.harness.TaskEvaluation;
import org.srl4j.eval.method.Method;
import org.srl4j.eval.report.DecodingResult;
import org.srl4j.eval.report.PhaseTiming;
import org.srl4j.eval.report.SampleCompletion;
import org.srl4j.eval.task.Decoding;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffPolicy;

/**
 * A method's chosen policy on the test problems of a seed.
 *
 * @param context the seed
 * @param method whose policy it is
 * @param log told what was found, a line each
 */
public record MethodTest(SeedContext context, Method method, Consumer<String> log) {

  /**
   * Asks all problems in all ways of decoding.
   *
   * @param run folder of the policy, below the comparison's; noted in the result
   * @param model the policy; used up by this
   */
  public TestedRun of(String run, PolicyModel model) {
    List<Problem> problems = context.task().problems(Split.TEST);
    long start = System.nanoTime();
    Map<String, DecodingResult> decodings = new LinkedHashMap<>();
    List<SampleCompletion> samples = new ArrayList<>();
    long rollouts = 0;
    long tokens = 0;
    double similarity;
    try (SameDiffPolicy policy = new SameDiffPolicy(model)) {
      for (Decoding decoding : decodings(context.task())) {
        TaskEvaluation evaluation = context.tester().evaluate(policy, problems, decoding);
        audit(decoding, problems, evaluation);
        decodings.put(decoding.name(), evaluation.toResult());
        samples.addAll(evaluation.samples());
        rollouts += evaluation.rollouts();
        tokens += evaluation.tokens();
      }
      similarity = stepSimilarity(policy);
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    String phase = method.label() + ", seed " + context.seed() + ", test";
    PhaseTiming timing = new PhaseTiming(phase, seconds, 0, tokens, 0, rollouts);
    return new TestedRun(run, decodings, samples, timing, similarity);
  }

  /** The ways of answering that a task has; some have one alone. */
  private static List<Decoding> decodings(Task task) {
    Decoding loop = task.stepLoop();
    Decoding pass = task.onePass();
    return loop.name().equals(pass.name()) ? List.of(loop) : List.of(loop, pass);
  }

  private void audit(Decoding decoding, List<Problem> problems, TaskEvaluation evaluation) {
    Path folder = context.folder().resolve("audit").resolve(method.name() + "-" + decoding.name());
    new Audit(context.task(), folder)
        .solved(problems, evaluation)
        .ifPresent(
            count ->
                log.accept(
                    String.format(
                        "seed %d, %s, %s: %d of %d resolved, tests run",
                        context.seed(), method.label(), decoding.name(), count, problems.size())));
  }

  /** On held-out problems, where the task itself cannot judge steps; else NaN. */
  private double stepSimilarity(SameDiffPolicy policy) {
    Task task = context.task();
    if (task.judgesSteps()) {
      return Double.NaN;
    }
    double mean = new StepSimilarity(task).greedy(policy, task.steps(Split.TEST));
    log.accept(
        String.format(
            "seed %d, %s: similarity of greedy steps with the expert's on test problems %.4f",
            context.seed(), method.label(), mean));
    return mean;
  }
}
