package org.srl4j.core.agent;

import java.util.Objects;

/**
 * One round between an agent and its environment.
 *
 * @param prose what the agent wrote beside the call; never compared by a reward
 * @param call what the environment ran
 * @param observation what the environment answered; empty if nothing is recorded
 */
public record AgentTurn(String prose, ToolCall call, String observation) {

  /** Rejects missing parts. */
  public AgentTurn {
    Objects.requireNonNull(prose, "prose");
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(observation, "observation");
  }
}
