package org.srl4j.core.prepare.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.core.prepare.agent.AgentMessage.Role;

/**
 * Reads the list of messages of a row, in every layout that is known: OpenAI's chat messages with
 * {@code tool_calls} or {@code function_call}, its Responses API, Anthropic's content parts, and
 * the {@code text} and {@code value} fields of other collections. The list may be a text that holds
 * it. Demonstrations are left out.
 */
final class MessageReader {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> LISTS =
      List.of("messages", "history", "trajectory", "conversations");
  private static final Map<String, Role> ROLES = roles();

  private final JsonRow row;
  private final List<String> notes;
  private final List<AgentMessage> messages = new ArrayList<>();

  private MessageReader(JsonRow row, List<String> notes) {
    this.row = row;
    this.notes = notes;
  }

  private static Map<String, Role> roles() {
    Map<String, Role> roles = new LinkedHashMap<>();
    roles.put("system", Role.SYSTEM);
    roles.put("developer", Role.SYSTEM);
    roles.put("user", Role.USER);
    roles.put("human", Role.USER);
    roles.put("assistant", Role.AGENT);
    roles.put("ai", Role.AGENT);
    roles.put("gpt", Role.AGENT);
    roles.put("tool", Role.TOOL);
    roles.put("function", Role.TOOL);
    roles.put("exit", Role.EXIT);
    return roles;
  }

  /**
   * The messages of a row.
   *
   * @param row has one of the lists {@code messages}, {@code history}, {@code trajectory}, {@code
   *     conversations}; the first that is there counts
   * @param notes takes remarks on parts that are left out
   * @throws org.srl4j.core.prepare.MalformedDataException if there is no such list or a message is
   *     not understood
   */
  static List<AgentMessage> messages(JsonRow row, List<String> notes) {
    MessageReader reader = new MessageReader(row, notes);
    String field =
        LISTS.stream()
            .filter(row::has)
            .findFirst()
            .orElseThrow(
                () ->
                    row.malformed(
                        String.join(", ", LISTS)
                            + ": one of these must hold the messages; the row has the fields "
                            + row.fieldNames()));
    JsonNode list = reader.parsed(field, row.value().path(field));
    if (!list.isArray()) {
      throw row.malformed(field + ": must be a list of messages, or a text that holds one");
    }
    for (int i = 0; i < list.size(); i++) {
      reader.read(field + "[" + i + "]", list.get(i));
    }
    return List.copyOf(reader.messages);
  }

  private JsonNode parsed(String place, JsonNode node) {
    if (!node.isTextual()) {
      return node;
    }
    try {
      return MAPPER.readTree(node.asText());
    } catch (JsonProcessingException e) {
      throw row.malformed(place + ": a text that is not JSON: " + e.getOriginalMessage());
    }
  }

  private void read(String place, JsonNode node) {
    if (node.path("is_demo").asBoolean(false)) {
      return;
    }
    switch (node.path("type").asText("")) {
      case "function_call" -> add(called(node, List.of(RecordedCall.ofFunction(node))));
      case "function_call_output" ->
          messages.add(
              message(Role.TOOL, text(place, node.path("output")), node.path("call_id"), node));
      case "reasoning" -> notes.add("reasoning of the agent left out");
      default -> readSpoken(place, node);
    }
  }

  private void readSpoken(String place, JsonNode node) {
    if (node.path("output").isArray()) { // a whole response of the Responses API
      JsonNode items = node.path("output");
      messages.add(called(node, List.of()));
      for (int i = 0; i < items.size(); i++) {
        read(place + ".output[" + i + "]", items.get(i));
      }
      return;
    }
    Role role = role(place, node);
    JsonNode content = content(node);
    AgentMessage message = message(role, text(place, content), answered(node), node);
    List<RecordedCall> calls = calls(place, node, content);
    boolean goesOn = node.path("type").asText("").equals("message") && role == Role.AGENT;
    if (goesOn) {
      add(message);
    } else if (!isAnswersOnly(content)) {
      messages.add(
          new AgentMessage(role, message.text(), calls, message.answers(), message.json()));
    }
    readAnswers(place, content);
  }

  /** Items of a response that follow each other are one message. */
  private void add(AgentMessage item) {
    int last = messages.size() - 1;
    if (last >= 0 && messages.get(last).isFromAgent()) {
      messages.set(last, messages.get(last).with(item));
    } else {
      messages.add(item);
    }
  }

  private static AgentMessage called(JsonNode node, List<RecordedCall> calls) {
    return new AgentMessage(Role.AGENT, "", calls, "", node);
  }

  private static AgentMessage message(Role role, String text, JsonNode answers, JsonNode node) {
    return new AgentMessage(role, text, List.of(), answers.asText(""), node);
  }

  private Role role(String place, JsonNode node) {
    String field = node.has("role") || !node.has("from") ? "role" : "from";
    Role role = ROLES.get(node.path(field).asText(""));
    if (role == null) {
      String got = node.has(field) ? "\"" + node.path(field).asText() + "\"" : "none";
      String events =
          node.has("source") && (node.has("action") || node.has("observation"))
              ? "; these are events of OpenHands, write its messages instead"
              : "";
      throw row.malformed(
          place + "." + field + ": must be one of " + ROLES.keySet() + ", got " + got + events);
    }
    return role;
  }

  /** The first of the usual fields that is there. */
  private static JsonNode content(JsonNode node) {
    for (String field : List.of("content", "text", "value", "system_prompt")) {
      if (node.hasNonNull(field)) {
        return node.path(field);
      }
    }
    return node.path("content");
  }

  private static JsonNode answered(JsonNode node) {
    return node.hasNonNull("tool_call_id")
        ? node.path("tool_call_id")
        : node.path("tool_call_ids").path(0);
  }

  private String text(String place, JsonNode content) {
    if (content.isNull() || content.isMissingNode()) {
      return "";
    }
    if (content.isTextual()) {
      return content.asText();
    }
    if (!content.isArray()) {
      throw row.malformed(place + ".content: must be a text or a list of parts");
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      String type = part.path("type").asText("");
      if (part.isTextual() || part.path("text").isTextual()) {
        text.append(part.isTextual() ? part.asText() : part.path("text").asText());
      } else if (!type.equals("tool_use") && !type.equals("tool_result")) {
        if (type.isEmpty()) {
          throw row.malformed(
              place + ".content: a part must be a text or {\"type\": \"text\", \"text\"}");
        }
        notes.add("part of a message left out: " + type);
      }
    }
    return text.toString();
  }

  private List<RecordedCall> calls(String place, JsonNode node, JsonNode content) {
    List<RecordedCall> calls = new ArrayList<>();
    JsonNode entries = parsed(place + ".tool_calls", node.path("tool_calls"));
    if (entries.isArray()) {
      entries.forEach(entry -> calls.add(RecordedCall.ofToolCall(entry)));
    } else if (entries.isObject()) {
      calls.add(RecordedCall.ofToolCall(MAPPER.missingNode())); // no list: not understood
    }
    if (calls.isEmpty() && node.path("function_call").isObject()) {
      calls.add(RecordedCall.ofFunction(node.path("function_call")));
    }
    if (content.isArray()) {
      for (JsonNode part : content) {
        if (part.path("type").asText("").equals("tool_use")) {
          calls.add(RecordedCall.ofToolUse(part));
        }
      }
    }
    return calls;
  }

  private static boolean isAnswersOnly(JsonNode content) {
    boolean any = false;
    for (JsonNode part : content) {
      if (!part.path("type").asText("").equals("tool_result")) {
        return false;
      }
      any = true;
    }
    return any;
  }

  private void readAnswers(String place, JsonNode content) {
    if (!content.isArray()) {
      return;
    }
    for (JsonNode part : content) {
      if (part.path("type").asText("").equals("tool_result")) {
        String text = text(place, part.path("content"));
        messages.add(message(Role.TOOL, text, part.path("tool_use_id"), part));
      }
    }
  }
}
