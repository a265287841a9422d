package org.srl4j.eval.ask;

import java.util.Objects;
import java.util.function.Function;
import org.srl4j.core.prepare.PromptParts;
import org.srl4j.models.chat.ChatMessage;
import org.srl4j.models.chat.ChatTemplate;
import org.srl4j.models.chat.Conversation;

/**
 * How the parts of a prompt become the text that one model goes on from. Training, validation and
 * tests use the same form.
 *
 * @param name stands in reports: {@code plain}, or {@code chat} with the date and variables that
 *     the template was given
 * @param text parts → prompt
 */
public record PromptForm(String name, Function<PromptParts, String> text) {
  /** Through the model's chat template. */
  public static final String CHAT = "chat";

  /** Without one. */
  public static final String PLAIN = "plain";

  /** Rejects missing parts. */
  public PromptForm {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(text, "text");
  }

  /** For a model without a chat template. */
  public static PromptForm plain() {
    return new PromptForm(PLAIN, PromptParts::plain);
  }

  /**
   * Through a chat template: the system message unless it is empty, the user's message, the
   * template's own beginning of an answer, then the beginning that the parts give.
   */
  public static PromptForm chat(ChatTemplate template) {
    String given = template.described();
    return new PromptForm(
        given.isEmpty() ? CHAT : CHAT + ", " + given, parts -> render(template, parts));
  }

  /** Whether a chat template makes the prompts. */
  public boolean isChat() {
    return name.startsWith(CHAT);
  }

  private static String render(ChatTemplate template, PromptParts parts) {
    ChatMessage user = ChatMessage.user(parts.user());
    if (parts.system().isEmpty()) {
      return template.render(Conversation.of(user), true) + parts.begun();
    }
    try {
      return template.render(Conversation.of(ChatMessage.system(parts.system()), user), true)
          + parts.begun();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the chat template refuses a system text and a question: "
              + e.getMessage()
              + "; leave the system text empty and put its words before the question",
          e);
    }
  }
}
