package org.srl4j.eval.solve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;
import org.srl4j.eval.benchmark.TaskPrompt;
import org.srl4j.eval.sample.PromptForm;
import org.srl4j.eval.sample.SampleFolder;
import org.srl4j.models.chat.ChatMessage;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.chat.Conversation;

/** How a model is asked: through its chat template if it has one, else by the task's plain text. */
public final class PromptForms {
  private PromptForms() {}

  /**
   * The form for a model; its name holds what the template was given, so that a run records it.
   *
   * @param prompt of the task
   * @param found the model's chat template, with date and variables
   */
  public static PromptForm of(TaskPrompt prompt, Optional<ChatTemplate> found) {
    if (found.isEmpty()) {
      return PromptForm.plain(prompt);
    }
    ChatTemplate template = found.get();
    return PromptForm.chat(
        prompt,
        template.described(),
        (system, user) ->
            template.render(
                system.isEmpty()
                    ? Conversation.of(ChatMessage.user(user))
                    : Conversation.of(ChatMessage.system(system), ChatMessage.user(user)),
                true));
  }

  /**
   * The date that the prompts of a run have; empty if they have none or there is no run yet.
   *
   * @param folder of the run
   * @throws IOException if its settings cannot be read
   */
  public static Optional<LocalDateTime> recordedDate(Path folder) throws IOException {
    return Files.exists(folder.resolve(SampleFolder.SETTINGS))
        ? ChatTemplate.describedDate(SampleFolder.settings(folder).promptForm())
        : Optional.empty();
  }
}
