package org.srl4j.core.policy;

import java.util.Objects;

/**
 * One completion wanted.
 *
 * @param promptIds [P], at least one token
 * @param seed decides every draw of this completion, whatever else is in the batch
 */
public record SamplingRequest(int[] promptIds, long seed) {

  /** Rejects an empty prompt. */
  public SamplingRequest {
    Objects.requireNonNull(promptIds, "promptIds");
    if (promptIds.length == 0) {
      throw new IllegalArgumentException("promptIds: a prompt needs at least one token, got none");
    }
  }
}
