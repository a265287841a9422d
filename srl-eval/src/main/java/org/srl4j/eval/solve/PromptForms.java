package org.srl4j.eval.solve;

import java.io.IOException;
import java.nio.file.Path;
import org.srl4j.eval.benchmark.TaskPrompt;
import org.srl4j.eval.sample.PromptForm;
import org.srl4j.models.chat.ChatMessage;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.chat.Conversation;

/** How a model is asked: through its chat template if it has one, else by the task's plain text. */
public final class PromptForms {
  private PromptForms() {}

  /**
   * The form for a model.
   *
   * @param prompt of the task
   * @param folder with the model's tokenizer files
   * @throws IOException if its chat template cannot be read
   */
  public static PromptForm of(TaskPrompt prompt, Path folder) throws IOException {
    if (!ChatTemplate.isIn(folder)) {
      return PromptForm.plain(prompt);
    }
    ChatTemplate template = ChatTemplate.load(folder);
    return PromptForm.chat(
        prompt,
        (system, user) ->
            template.render(
                system.isEmpty()
                    ? Conversation.of(ChatMessage.user(user))
                    : Conversation.of(ChatMessage.system(system), ChatMessage.user(user)),
                true));
  }
}
