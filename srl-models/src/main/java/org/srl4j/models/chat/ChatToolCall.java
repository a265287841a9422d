package org.srl4j.models.chat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A function that an assistant calls.
 *
 * @param name the function's
 * @param arguments JSON values by name, in order: null, Boolean, Long, Double, String, lists and
 *     maps of them
 */
public record ChatToolCall(String name, Map<String, Object> arguments) {
  /** Keeps the order of the arguments. */
  public ChatToolCall {
    Objects.requireNonNull(name, "name");
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }

  /** In the form of OpenAI's messages, which templates expect. */
  Map<String, Object> fields() {
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", name);
    function.put("arguments", arguments);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "function");
    fields.put("function", function);
    return fields;
  }
}
