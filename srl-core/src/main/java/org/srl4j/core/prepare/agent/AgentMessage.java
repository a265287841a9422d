package org.srl4j.core.prepare.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.srl4j.core.prepare.JsonRow;

/**
 * One message of a conversation as files have it: {@code role}, and {@code content} as a text or as
 * a list of {@code {"type": "text", "text"}}.
 *
 * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
 * @param text the content
 * @param json the whole message
 */
record AgentMessage(String role, String text, JsonNode json) {
  private static final List<String> ROLES = List.of("system", "user", "assistant", "tool");

  /** The messages of a list, demonstrations left out. */
  static List<AgentMessage> all(JsonRow row, String field, JsonNode list) {
    if (!list.isArray()) {
      throw row.malformed(field + ": must be a list of messages");
    }
    List<AgentMessage> messages = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode node = list.get(i);
      if (!node.path("is_demo").asBoolean(false)) {
        messages.add(of(row, field + "[" + i + "]", node));
      }
    }
    return messages;
  }

  private static AgentMessage of(JsonRow row, String place, JsonNode node) {
    String role = node.path("role").asText("");
    if (!ROLES.contains(role)) {
      throw row.malformed(place + ".role: must be one of " + ROLES + ", got \"" + role + "\"");
    }
    return new AgentMessage(role, text(row, place, node.path("content")), node);
  }

  private static String text(JsonRow row, String place, JsonNode content) {
    if (content.isNull() || content.isMissingNode()) {
      return "";
    }
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      if (!part.path("text").isTextual()) {
        throw row.malformed(
            place + ".content: must be a text or a list of parts {\"type\": \"text\", \"text\"}");
      }
      text.append(part.path("text").asText());
    }
    return text.toString();
  }

  boolean isFromAgent() {
    return role.equals("assistant");
  }

  /** What an environment says comes as a user's or a tool's message. */
  boolean isObservation() {
    return role.equals("user") || role.equals("tool");
  }
}
