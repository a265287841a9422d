package org.srl4j.core.data;

import java.util.Objects;

/**
 * A prompt together with what its rollouts are scored against.
 *
 * @param id unique within a data set: the problem's id, or {@code problemId/k} for a step
 * @param text the first turn's prompt
 * @param reference the expert's action (SRL) or the gold answer (RLVR)
 */
public record RolloutPrompt(String id, String text, String reference) {

  /** Rejects missing parts. */
  public RolloutPrompt {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(reference, "reference");
  }
}
