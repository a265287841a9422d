package org.srl4j.eval.sample;

import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.srl4j.eval.benchmark.TaskPrompt;

/**
 * How a question becomes the prompt of one model.
 *
 * @param name stands in the report: {@code plain}, or {@code chat} with the date and variables that
 *     the template was given
 * @param text question → prompt
 */
public record PromptForm(String name, Function<String, String> text) {
  /** Through the model's chat template. */
  public static final String CHAT = "chat";

  /** Without one. */
  public static final String PLAIN = "plain";

  /** Rejects missing parts. */
  public PromptForm {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
  }

  /** The task's plain text. */
  public static PromptForm plain(TaskPrompt prompt) {
    return new PromptForm(PLAIN, prompt::plainText);
  }

  /**
   * The task's messages through a chat template.
   *
   * @param given date and variables of the template, as it describes them; empty if it has none
   * @param template (system text, perhaps empty, and user text) → prompt that ends where the
   *     assistant begins
   */
  public static PromptForm chat(TaskPrompt prompt, String given, BinaryOperator<String> template) {
    return new PromptForm(
        given.isEmpty() ? CHAT : CHAT + ", " + given,
        question -> template.apply(prompt.system(), prompt.userText(question)));
  }
}
