package org.srl4j.eval.method;

import java.util.List;
import org.srl4j.core.data.Problem;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.eval.task.Task;

/** A reward that depends on the task; it is bound to it before training begins. */
public interface TaskReward extends RolloutReward {

  /**
   * The reward on a task.
   *
   * @param task whose answers are judged
   * @param problems those that prompts ask, found by the prompts' ids
   * @throws IllegalArgumentException if the task has not what the reward needs
   */
  RolloutReward on(Task task, List<Problem> problems);
}
