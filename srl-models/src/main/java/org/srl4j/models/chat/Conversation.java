package org.srl4j.models.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a chat template renders.
 *
 * @param messages from first to last, at least one
 * @param variables what else the template may name, as JSON values: {@code tools} and {@code
 *     documents} (lists of objects, or null for none), {@code enable_thinking} and so on
 */
public record Conversation(List<ChatMessage> messages, Map<String, Object> variables) {
  /** The functions that may be called. */
  static final String TOOLS = "tools";

  /** What the model may look up. */
  static final String DOCUMENTS = "documents";

  /** Copies both; there must be a message. */
  public Conversation {
    messages = List.copyOf(messages);
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("messages: must be at least one, got none");
    }
    ChatSettings.requireVariables(variables);
  }

  /** Messages alone. */
  public static Conversation of(ChatMessage... messages) {
    return new Conversation(List.of(messages), Map.of());
  }
}
