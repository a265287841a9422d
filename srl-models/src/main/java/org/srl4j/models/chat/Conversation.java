package org.srl4j.models.chat;

import java.util.List;
import java.util.Map;

/**
 * What a chat template renders.
 *
 * @param messages from first to last, at least one
 * @param tools functions that may be called, as JSON values in OpenAI's form; empty = none
 */
public record Conversation(List<ChatMessage> messages, List<Map<String, Object>> tools) {
  /** Copies both; there must be a message. */
  public Conversation {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("messages: must be at least one, got none");
    }
  }

  /** Messages without tools. */
  public static Conversation of(ChatMessage... messages) {
    return new Conversation(List.of(messages), List.of());
  }
}
