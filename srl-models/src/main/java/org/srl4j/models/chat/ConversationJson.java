package org.srl4j.models.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conversations in the JSON form of OpenAI's and transformers' chat interfaces. */
public final class ConversationJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private ConversationJson() {}

  /**
   * Reads {@code {"messages": [{"role", "content", "tool_calls"}], "tools": [...]}}, or the array
   * of messages alone.
   *
   * @throws IllegalArgumentException if it has another form; names message and field
   */
  public static Conversation read(JsonNode root) {
    JsonNode array = root.isArray() ? root : root.path("messages");
    if (!array.isArray()) {
      throw new IllegalArgumentException("messages: must be an array");
    }
    List<ChatMessage> messages = new ArrayList<>();
    for (JsonNode node : array) {
      messages.add(message("messages[" + messages.size() + "]", node));
    }
    List<Map<String, Object>> tools = new ArrayList<>();
    for (JsonNode tool : root.path("tools")) {
      tools.add(object("tools[" + tools.size() + "]", tool));
    }
    return new Conversation(messages, tools);
  }

  private static ChatMessage message(String place, JsonNode node) {
    JsonNode role = node.path("role");
    JsonNode content = node.path("content");
    boolean silent = content.isNull() || content.isMissingNode();
    if (!role.isTextual() || !content.isTextual() && !silent) {
      throw new IllegalArgumentException(
          place + ": role and content must be strings, got " + role + " and " + content);
    }
    List<ChatToolCall> calls = new ArrayList<>();
    for (JsonNode call : node.path("tool_calls")) {
      JsonNode function = call.has("function") ? call.get("function") : call;
      String where = place + ".tool_calls[" + calls.size() + "]";
      if (!function.path("name").isTextual()) {
        throw new IllegalArgumentException(where + ": name must be a string");
      }
      calls.add(
          new ChatToolCall(
              function.get("name").textValue(),
              object(where + ".arguments", parsed(where, function.path("arguments")))));
    }
    return new ChatMessage(role.textValue(), silent ? "" : content.textValue(), calls);
  }

  /** OpenAI's interface gives the arguments as a string that holds JSON. */
  private static JsonNode parsed(String where, JsonNode arguments) {
    if (!arguments.isTextual()) {
      return arguments;
    }
    try {
      return MAPPER.readTree(arguments.textValue());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(where + ".arguments: must be a JSON object", e);
    }
  }

  private static Map<String, Object> object(String where, JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(where + ": must be a JSON object, got " + node);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    node.properties().forEach(field -> object.put(field.getKey(), value(where, field.getValue())));
    return object;
  }

  private static Object value(String where, JsonNode node) {
    if (node.isObject()) {
      return object(where, node);
    }
    if (node.isArray()) {
      List<Object> elements = new ArrayList<>();
      node.forEach(element -> elements.add(value(where, element)));
      return elements;
    }
    if (node.isNumber()) {
      return node.canConvertToLong() && node.isIntegralNumber()
          ? (Object) node.longValue()
          : (Object) node.doubleValue();
    }
    return node.isBoolean() ? (Object) node.booleanValue() : node.textValue();
  }
}
