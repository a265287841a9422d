package org.srl4j.models.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One message of a conversation.
 *
 * @param role who speaks: {@code system}, {@code user}, {@code assistant}, {@code tool}, or what
 *     else the template knows
 * @param content what is said
 * @param toolCalls functions that an assistant calls; empty = none
 */
public record ChatMessage(String role, String content, List<ChatToolCall> toolCalls) {
  /** Copies the calls. */
  public ChatMessage {
    Objects.requireNonNull(content, "content");
    if (role.isBlank()) {
      throw new IllegalArgumentException("role: must not be blank, e.g. user");
    }
    toolCalls = List.copyOf(toolCalls);
  }

  /** What sets the tone. */
  public static ChatMessage system(String content) {
    return new ChatMessage("system", content, List.of());
  }

  /** What the model answers. */
  public static ChatMessage user(String content) {
    return new ChatMessage("user", content, List.of());
  }

  /** What the model said. */
  public static ChatMessage assistant(String content) {
    return new ChatMessage("assistant", content, List.of());
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("role", role);
    fields.put("content", content);
    if (!toolCalls.isEmpty()) {
      fields.put("tool_calls", toolCalls.stream().<Object>map(ChatToolCall::fields).toList());
    }
    return fields;
  }
}
