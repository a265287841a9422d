package org.srl4j.core.reward;

import org.srl4j.core.answer.Spoken;
import org.srl4j.core.data.Rollout;
import org.srl4j.core.data.RolloutPrompt;

/**
 * Scores what a policy wrote against a reference. Implementations are immutable and thread-safe,
 * and the same inputs always give the same score.
 */
@FunctionalInterface
public interface Reward extends RolloutReward {

  /**
   * Scores one rollout.
   *
   * @param completion the text of the rollout's last completion
   * @param reference the expert's action (SRL) or the gold answer (RLVR)
   * @return the reward and how it came about
   */
  Score score(String completion, String reference);

  /**
   * {@inheritDoc} The text of its last completion counts; a thought that the prompt opened, as chat
   * templates of reasoning models do, is put back before it.
   */
  @Override
  default Score score(RolloutPrompt prompt, Rollout rollout) {
    String opened = Spoken.openedBy(prompt.text());
    return score(opened + rollout.lastCompletion().text(), prompt.reference());
  }
}
