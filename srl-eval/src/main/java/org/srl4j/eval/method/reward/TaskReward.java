package org.srl4j.eval.method.reward;

import java.util.List;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutPrompt;
import org.srl4j.core.reward.RolloutReward;
import org.srl4j.core.reward.Score;
import org.srl4j.eval.task.Task;

/** A reward that depends on the task; it is bound to it before training begins. */
public interface TaskReward extends RolloutReward {

  /**
   * The reward on a task.
   *
   * @param task whose answers are judged
   * @param prompts what training asks
   * @return the reward, and the prompts that it can reward
   * @throws IllegalArgumentException if the task has not what the reward needs
   */
  Bound on(Task task, List<RolloutPrompt> prompts);

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException always: it must be bound first
   */
  @Override
  default Score score(RolloutPrompt prompt, Rollout rollout) {
    throw new IllegalStateException("reward: bind it to a task first, see on(task, prompts)");
  }

  /**
   * A reward on a task.
   *
   * @param reward scores rollouts of the prompts
   * @param prompts those that can be rewarded, in their order; at least one
   * @param notes what was left out, a line each
   */
  record Bound(RolloutReward reward, List<RolloutPrompt> prompts, List<String> notes) {

    /** Copies the lists. */
    public Bound {
      prompts = List.copyOf(prompts);
      notes = List.copyOf(notes);
    }

    /** A reward for all prompts. */
    public static Bound all(RolloutReward reward, List<RolloutPrompt> prompts) {
      return new Bound(reward, prompts, List.of());
    }

    /** Any reward on a task; one that does not depend on it stays as it is. */
    public static Bound of(RolloutReward reward, Task task, List<RolloutPrompt> prompts) {
      return reward instanceof TaskReward open ? open.on(task, prompts) : all(reward, prompts);
    }
  }
}
