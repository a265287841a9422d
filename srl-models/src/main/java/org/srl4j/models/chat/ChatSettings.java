package org.srl4j.models.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a user gives a chat template beside the conversation.
 *
 * @param date what {@code strftime_now} takes for now; midnight unless a time is given
 * @param variables what the template may name, as JSON values, e.g. {@code enable_thinking}; they
 *     win over those of a conversation and over special tokens
 */
public record ChatSettings(LocalDateTime date, Map<String, Object> variables) {
  private static final Set<String> TAKEN = Set.of("messages", "add_generation_prompt");
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Copies the variables. */
  public ChatSettings {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    requireVariables(variables);
  }

  /** The date of today, and nothing else. */
  public static ChatSettings today() {
    return new ChatSettings(LocalDate.now().atStartOfDay(), Map.of());
  }

  /** The same variables on another date. */
  public ChatSettings on(LocalDateTime other) {
    return new ChatSettings(other, variables);
  }

  /**
   * A date such as {@code 2025-07-09}, or with a time, {@code 2025-07-09T12:30}.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static LocalDateTime date(String text) {
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay()
          : LocalDateTime.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "must be a date such as 2025-07-09 or 2025-07-09T12:30, got '" + text + "'", e);
    }
  }

  /** The date as {@link #date(String)} reads it. */
  public String dateText() {
    return date.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? date.toLocalDate().toString()
        : date.toString();
  }

  /**
   * The value of a variable as a user writes it: JSON, else a string.
   *
   * @param text e.g. {@code false}, {@code 3}, {@code high} or {@code "3"}
   */
  public static Object value(String text) {
    try {
      return text.isBlank() ? text : ConversationJson.value(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      return text;
    }
  }

  /** Names that are a conversation's own cannot be variables; tools and documents are lists. */
  static void requireVariables(Map<String, Object> variables) {
    for (Map.Entry<String, Object> variable : variables.entrySet()) {
      String name = variable.getKey();
      if (TAKEN.contains(name)) {
        throw new IllegalArgumentException(
            name + ": cannot be a variable of the template; it comes from the conversation");
      }
      boolean listed = name.equals(Conversation.TOOLS) || name.equals(Conversation.DOCUMENTS);
      if (listed && variable.getValue() != null && !isObjects(variable.getValue())) {
        throw new IllegalArgumentException(name + ": must be a list of JSON objects, or null");
      }
    }
  }

  private static boolean isObjects(Object value) {
    return value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance);
  }
}
