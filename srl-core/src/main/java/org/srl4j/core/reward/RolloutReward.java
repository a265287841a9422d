package org.srl4j.core.reward;

import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutPrompt;

/**
 * Scores whole rollouts: what a loop over several turns is rewarded by. Implementations are
 * immutable and thread-safe, and the same inputs always give the same score.
 */
@FunctionalInterface
public interface RolloutReward {

  /**
   * Scores one rollout.
   *
   * @param prompt what was asked, with what it is scored against
   * @param rollout all its turns
   * @return the reward and how it came about
   */
  Score score(RolloutPrompt prompt, Rollout rollout);
}
