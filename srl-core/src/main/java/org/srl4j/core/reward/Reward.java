package org.srl4j.core.reward;

/**
 * Scores what a policy wrote against a reference. Implementations are immutable and thread-safe, and
 * the same inputs always give the same score.
 */
@FunctionalInterface
public interface Reward {

  /**
   * Scores one rollout.
   *
   * @param completion the text of the rollout's last completion
   * @param reference the expert's action (SRL) or the gold answer (RLVR)
   * @return the reward and how it came about
   */
  Score score(String completion, String reference);
}
