package org.srl4j.core.advantage;

/** Which standard deviation divides a centred reward; the names are TRL's {@code scale_rewards}. */
public enum ScaleRewards {
  /** The group's own: SRL Eq. 1 and GRPO. Easy and hard prompts get equally large advantages. */
  GROUP,
  /** That of all rewards of the batch; the mean stays the group's own. */
  BATCH,
  /** None: advantages keep the reward's unit (Dr. GRPO, arXiv:2503.20783). */
  NONE
}
