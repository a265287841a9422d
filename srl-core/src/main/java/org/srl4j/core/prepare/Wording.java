package org.srl4j.core.prepare;

import java.util.Objects;

/**
 * System and user text of a prompt, with placeholders, see {@link PromptTemplate}.
 *
 * @param system the system text; empty = none
 * @param user what the model answers
 */
public record Wording(String system, String user) {

  /** Rejects missing texts. */
  public Wording {
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(user, "user");
  }

  /** A text without words of its own: the problem alone. */
  public static Wording defaults() {
    return new Wording("", PromptTemplate.PROBLEM);
  }
}
