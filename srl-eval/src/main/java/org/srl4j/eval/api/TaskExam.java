package org.srl4j.eval.api;

import java.util.List;
import java.util.Optional;
import org.srl4j.core.data.Problem;
import org.srl4j.eval.harness.TaskEvaluation;
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
record TaskExam(Task task, int problems, int samples, long seed) implements Exam {

  /** Checks ranges. */
  TaskExam {
    int all = task.problems(Split.TEST).size();
    if (problems < 1 || problems > all) {
      throw new IllegalArgumentException("problems: must be in 1.." + all + ", got " + problems);
    }
    if (samples < 0) {
      throw new IllegalArgumentException("samples: must be at least 0, got " + samples);
    }
  }

  @Override
  public Exam first(int number) {
    return new TaskExam(task, number, samples, seed);
  }

  @Override
  public Exam sampled(int perProblem) {
    return new TaskExam(task, problems, perProblem, seed);
  }

  @Override
  public Marks evaluate(PolicyModel policy) {
    List<Problem> asked = task.problems(Split.TEST).subList(0, problems);
    TaskEvaluator evaluator = new TaskEvaluator(task, samples, 1, seed, 0);
    return OneAtATime.call(
        stop -> {
          try (SameDiffPolicy asking = new SameDiffPolicy(policy.copy(1))) {
            TaskEvaluation evaluation = evaluator.evaluate(asking, asked, task.stepLoop());
            return new Marks(task.name(), evaluation.toResult(), Optional.empty());
          }
        });
  }
}
