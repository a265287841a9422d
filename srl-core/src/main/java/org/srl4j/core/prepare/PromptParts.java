package org.srl4j.core.prepare;

import java.util.Objects;

/**
 * What a prompt is made of, before a model's chat template puts it together.
 *
 * @param system the system text; empty = none
 * @param user what the model answers
 * @param begun the beginning of the answer, which the model goes on from; empty = none
 * @param plain the whole prompt for a model without a chat template
 */
public record PromptParts(String system, String user, String begun, String plain) {

  /** Rejects missing parts. */
  public PromptParts {
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(begun, "begun");
    Objects.requireNonNull(plain, "plain");
  }
}
