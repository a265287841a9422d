package org.srl4j.eval.api;

import org.srl4j.eval.task.Split;
import org.srl4j.eval.task.Task;
import org.srl4j.models.policy.PolicyModel;

/** Problems that policies are judged by. Immutable: each method returns a changed copy. */
public interface Exam {

  /** All test problems of a task, step by step and greedily alone. */
  static Exam of(Task task) {
    return new TaskExam(task, task.problems(Split.TEST).size(), 0, 0);
  }

  /** How many problems are asked. */
  int problems();

  /**
   * Only the first problems.
   *
   * @param number from 1 to all
   */
  Exam first(int number);

  /**
   * Responses at the task's temperature beside the greedy one, for avg@k and pass@k.
   *
   * @param perProblem at least 0
   */
  Exam sampled(int perProblem);

  /**
   * Asks a policy; the same policy gives the same figures.
   *
   * @throws IllegalStateException if files of the exam or the policy cannot be read or written
   */
  Marks evaluate(PolicyModel policy);
}
