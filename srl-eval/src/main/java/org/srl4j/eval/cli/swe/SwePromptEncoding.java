package org.srl4j.eval.cli.swe;

import java.util.Optional;
import java.util.function.Function;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.cli.part.ModelOptions;
import org.srl4j.models.chat.ChatMessage;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.chat.Conversation;

/** How prompts become ids: as a user's message if the model has a chat template, else bare. */
final class SwePromptEncoding {
  private SwePromptEncoding() {}

  /** The way of a model. */
  static Function<String, int[]> of(Optional<ChatTemplate> template, Tokenizer tokenizer) {
    if (template.isEmpty()) {
      return prompt -> ModelOptions.beginning(tokenizer, prompt);
    }
    return prompt ->
        tokenizer.encode(template.get().render(Conversation.of(ChatMessage.user(prompt)), true));
  }
}
