package org.srl4j.eval.solve;

import java.io.IOException;
import java.util.Objects;
import org.srl4j.eval.ask.PromptForm;
import org.srl4j.models.policy.SameDiffPolicy;

/**
 * The model that is asked.
 *
 * @param name for tables
 * @param sha256 tells it from others
 * @param form how a question becomes its prompt
 * @param source opens it; not asked when no sample is missing
 */
public record SolvingModel(String name, String sha256, PromptForm form, Source source) {

  /** Opens a policy; who asks closes it. */
  @FunctionalInterface
  public interface Source {
    /**
     * A policy to sample from.
     *
     * @throws IOException if its files cannot be read
     */
    SameDiffPolicy open() throws IOException;
  }

  /** Rejects missing parts. */
  public SolvingModel {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(source, "source");
  }
}
