package org.srl4j.models.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Conversations in the JSON form of OpenAI's and transformers' chat interfaces. Nothing is changed
 * or left out: arguments of a call that are JSON text stay text, numbers keep their kind, and null
 * stays null.
 */
public final class ConversationJson {
  private static final String MESSAGES = "messages";
  private static final String GENERATION_PROMPT = "add_generation_prompt";
  private static final String VARIABLES = "chat_template_kwargs";
  private static final String CONTINUED = "continue_final_message";

  private ConversationJson() {}

  /**
   * Reads {@code {"messages": [{"role", "content", ...}], "tools": [...], ...}}, or the array of
   * messages alone. Other fields, and those of an object {@code chat_template_kwargs}, are
   * variables of the template.
   *
   * @throws IllegalArgumentException if it has another form; names message and field
   */
  public static Conversation read(JsonNode root) {
    JsonNode array = root.isArray() ? root : root.path(MESSAGES);
    if (!array.isArray()) {
      throw new IllegalArgumentException("messages: must be an array");
    }
    List<ChatMessage> messages = new ArrayList<>();
    for (JsonNode node : array) {
      messages.add(message("messages[" + messages.size() + "]", node));
    }
    return new Conversation(messages, root.isArray() ? Map.of() : variables(root));
  }

  /**
   * Whether a conversation is to end where the assistant begins to speak: {@code
   * add_generation_prompt}, true unless it says false.
   *
   * @throws IllegalArgumentException if that is no truth value
   */
  public static boolean asksForAnswer(JsonNode root) {
    JsonNode said = root.path(GENERATION_PROMPT);
    if (!said.isBoolean() && !said.isMissingNode()) {
      throw new IllegalArgumentException(
          GENERATION_PROMPT + ": must be true or false, got " + said);
    }
    return said.asBoolean(true);
  }

  private static ChatMessage message(String place, JsonNode node) {
    try {
      return new ChatMessage(object(place, node));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage().startsWith(place) ? e.getMessage() : place + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> variables(JsonNode root) {
    Map<String, Object> variables = object("conversation", root);
    variables.remove(MESSAGES);
    variables.remove(GENERATION_PROMPT);
    if (Boolean.FALSE.equals(variables.getOrDefault(CONTINUED, false))) {
      variables.remove(CONTINUED);
    } else {
      throw new IllegalArgumentException(
          CONTINUED + ": is not supported; cut the rendered text after the message instead");
    }
    if (variables.remove(VARIABLES) instanceof Map<?, ?> more) {
      for (Map.Entry<?, ?> variable : more.entrySet()) {
        String name = (String) variable.getKey();
        if (variables.containsKey(name)) {
          throw new IllegalArgumentException(
              name + ": is given twice, in " + VARIABLES + " and beside it");
        }
        variables.put(name, variable.getValue());
      }
    } else if (!root.path(VARIABLES).isMissingNode() && !root.path(VARIABLES).isNull()) {
      throw new IllegalArgumentException(VARIABLES + ": must be a JSON object");
    }
    return variables;
  }

  private static Map<String, Object> object(String where, JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(where + ": must be a JSON object, got " + node);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    node.properties().forEach(field -> object.put(field.getKey(), value(field.getValue())));
    return object;
  }

  /** A JSON value as templates have it. */
  static Object value(JsonNode node) {
    if (node.isObject()) {
      return object("value", node);
    }
    if (node.isArray()) {
      List<Object> elements = new ArrayList<>();
      node.forEach(element -> elements.add(value(element)));
      return elements;
    }
    if (node.isIntegralNumber()) {
      return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
    }
    if (node.isNumber()) {
      return node.doubleValue();
    }
    return node.isBoolean() ? (Object) node.booleanValue() : node.textValue();
  }
}
