package org.srl4j.eval.cli.swe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.srl4j.core.policy.Tokenizer;
import org.srl4j.eval.cli.part.ModelOptions;
import org.srl4j.models.chat.ChatMessage;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.chat.Conversation;

/** How prompts become ids: as a user's message if the model has a chat template, else bare. */
final class SwePromptEncoding {
  private SwePromptEncoding() {}

  /** The way of a model whose tokenizer and template lie in a folder. */
  static Function<String, int[]> of(Path folder, Tokenizer tokenizer) throws IOException {
    if (!ChatTemplate.isIn(folder)) {
      return prompt -> ModelOptions.beginning(tokenizer, prompt);
    }
    ChatTemplate template = ChatTemplate.load(folder);
    return prompt ->
        tokenizer.encode(template.render(Conversation.of(ChatMessage.user(prompt)), true));
  }
}
