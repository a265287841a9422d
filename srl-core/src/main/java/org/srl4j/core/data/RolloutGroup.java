package org.srl4j.core.data;

import java.util.List;
import java.util.Objects;

/**
 * G rollouts of one prompt. A group is a type, never a reshape, so statistics of two prompts cannot
 * mix.
 *
 * @param prompt what was asked
 * @param rollouts G rollouts, in order of their seeds
 */
public record RolloutGroup(RolloutPrompt prompt, List<Rollout> rollouts) {

  /** Copies the rollouts. */
  public RolloutGroup {
    Objects.requireNonNull(prompt, "prompt");
    rollouts = List.copyOf(rollouts);
    if (rollouts.isEmpty()) {
      throw new IllegalArgumentException("rollouts: group " + prompt.id() + " is empty");
    }
  }

  /** G, the number of rollouts. */
  public int size() {
    return rollouts.size();
  }
}
