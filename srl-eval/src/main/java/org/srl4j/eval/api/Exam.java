package org.srl4j.eval.api;

import java.util.List;
import org.srl4j.core.data.Problem;
import org.srl4j.eval.harness.TaskEvaluator;
import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
import org.srl4j.models.policy.PolicyModel;
import org.srl4j.models.policy.SameDiffPolicy;

/**
 * The test problems of a task, asked step by step.
 *
 * @param task where problems and right answers come from
 * @param problems the first so many are asked, at least 1
 * @param samples responses a problem at temperature 1 beside the greedy one, at least 0
 * @param seed of the samples
 */
public record Exam(Task task, int problems, int samples, long seed) {

  /** Checks ranges. */
  public Exam {
    int all = task.problems(Split.TEST).size();
    if (problems < 1 || problems > all) {
      throw new IllegalArgumentException("problems: must be in 1.." + all + ", got " + problems);
    }
    if (samples < 0) {
      throw new IllegalArgumentException("samples: must be at least 0, got " + samples);
    }
  }

  /** All test problems, greedily alone. */
  public static Exam of(Task task) {
    return new Exam(task, task.problems(Split.TEST).size(), 0, 0);
  }

  /** Only the first problems. */
  public Exam first(int number) {
    return new Exam(task, number, samples, seed);
  }

  /** So many samples a problem too, for avg@k and pass@k. */
  public Exam sampled(int perProblem) {
    return new Exam(task, problems, perProblem, seed);
  }

  /** Asks a policy; the same policy gives the same figures. */
  public Marks evaluate(PolicyModel policy) {
    List<Problem> asked = task.problems(Split.TEST).subList(0, problems);
    TaskEvaluator evaluator = new TaskEvaluator(task, samples, 1, seed, 0);
    return OneAtATime.call(
        stop -> {
          try (SameDiffPolicy asking = new SameDiffPolicy(policy.copy(1))) {
            return new Marks(
                task.name(), evaluator.evaluate(asking, asked, task.stepLoop()).toResult());
          }
        });
  }
}
