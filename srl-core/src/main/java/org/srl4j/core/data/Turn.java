package org.srl4j.core.data;

import java.util.Objects;

/**
 * One prompt and what the policy answered.
 *
 * @param promptIds [P], token ids of the prompt
 * @param completion what was sampled after it
 */
public record Turn(int[] promptIds, Completion completion) {

  /** Rejects missing parts. */
  public Turn {
    Objects.requireNonNull(promptIds, "promptIds");
    Objects.requireNonNull(completion, "completion");
  }
}
