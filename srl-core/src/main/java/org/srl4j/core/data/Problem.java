package org.srl4j.core.data;

import java.util.Map;
import java.util.Objects;

/**
 * A problem with a verifiable final answer.
 *
 * @param id unique within its data set; splits are made by this id, never by step
 * @param prompt the text the policy sees, exactly as tokenised
 * @param answer the gold final answer, without decoration; may be empty when the set has none
 * @param tags free key/value facts about the problem (level, operations, source line); never null
 */
public record Problem(String id, String prompt, String answer, Map<String, String> tags) {

  /** Copies the tags and rejects missing parts. */
  public Problem {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(answer, "answer");
    tags = Map.copyOf(tags);
  }

  /** A problem without tags. */
  public Problem(String id, String prompt, String answer) {
    this(id, prompt, answer, Map.of());
  }
}
