package org.srl4j.models.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One message of a conversation, as it is handed to the template: every field reaches it, none is
 * changed, as transformers does it.
 *
 * @param fields JSON values by name, in order: {@code role}, a string such as {@code system},
 *     {@code user}, {@code assistant} or {@code tool}; most have {@code content}, a string or a
 *     list of parts; others are {@code reasoning_content}, {@code name}, {@code tool_call_id},
 *     {@code tool_calls} and what else the template knows
 */
public record ChatMessage(Map<String, Object> fields) {
  private static final String ROLE = "role";

  /** Keeps the order of the fields. */
  public ChatMessage {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    if (!(fields.get(ROLE) instanceof String role) || role.isBlank()) {
      throw new IllegalArgumentException(
          "role: must be a string that is not blank, e.g. user, got " + fields.get(ROLE));
    }
  }

  /** What sets the tone. */
  public static ChatMessage system(String content) {
    return said("system", content);
  }

  /** What the model answers. */
  public static ChatMessage user(String content) {
    return said("user", content);
  }

  /** What the model said. */
  public static ChatMessage assistant(String content) {
    return said("assistant", content);
  }

  private static ChatMessage said(String role, String content) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(ROLE, role);
    fields.put("content", content);
    return new ChatMessage(fields);
  }
}
