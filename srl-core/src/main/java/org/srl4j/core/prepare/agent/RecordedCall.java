package org.srl4j.core.prepare.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.core.agent.MalformedToolCallException;
import org.srl4j.core.agent.MalformedToolCallException.Fault;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.agent.ToolSet;

/**
 * A function call as a message records it, not yet checked.
 *
 * @param id by which an answer names it; empty if the message gives none
 * @param name of the tool; should be a text
 * @param arguments an object, or a text that holds one; missing, null or blank: none
 */
record RecordedCall(String id, JsonNode name, JsonNode arguments) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> ORDER =
      ToolSet.sweSmith().tools().stream()
          .flatMap(tool -> tool.parameterNames().stream())
          .distinct()
          .toList();

  /** An entry of {@code tool_calls}: {@code {"id", "function": {"name", "arguments"}}}. */
  static RecordedCall ofToolCall(JsonNode entry) {
    JsonNode function = entry.path("function");
    return new RecordedCall(
        entry.path("id").asText(""), function.path("name"), function.path("arguments"));
  }

  /** An object with {@code name} and {@code arguments}, as in OpenAI's Responses API. */
  static RecordedCall ofFunction(JsonNode function) {
    return new RecordedCall(
        function.path("call_id").asText(""), function.path("name"), function.path("arguments"));
  }

  /** A part of Anthropic's messages: {@code {"type": "tool_use", "id", "name", "input"}}. */
  static RecordedCall ofToolUse(JsonNode part) {
    return new RecordedCall(part.path("id").asText(""), part.path("name"), part.path("input"));
  }

  /**
   * The call. An argument that is null is one that is not given. Arguments in a text keep their
   * order; an object has none (in Parquet it is that of all rows together), so its arguments come
   * in the order of SWE-smith's tools, others after them by name.
   *
   * @throws MalformedToolCallException if the tool has no name, or the arguments are no object
   */
  ToolCall call() {
    Map<String, String> values = new LinkedHashMap<>();
    JsonNode given = object();
    List<String> names = new ArrayList<>();
    given.fieldNames().forEachRemaining(names::add);
    if (!arguments.isTextual()) {
      names.sort(Comparator.comparingInt(RecordedCall::place).thenComparing(n -> n));
    }
    for (String argument : names) {
      if (!given.path(argument).isNull()) {
        values.put(argument, text(given.path(argument)));
      }
    }
    try {
      return new ToolCall(name.asText(""), values);
    } catch (IllegalArgumentException e) {
      throw new MalformedToolCallException(Fault.MALFORMED_PARAMETER, e.getMessage());
    }
  }

  private static int place(String argument) {
    int place = ORDER.indexOf(argument);
    return place < 0 ? ORDER.size() : place;
  }

  private JsonNode object() {
    if (arguments.isMissingNode() || arguments.isNull() || isBlank(arguments)) {
      return MAPPER.createObjectNode();
    }
    JsonNode given;
    try {
      given = arguments.isTextual() ? MAPPER.readTree(arguments.asText()) : arguments;
    } catch (JsonProcessingException e) {
      given = arguments;
    }
    if (!given.isObject()) {
      throw new MalformedToolCallException(
          Fault.MALFORMED_PARAMETER, "arguments: not a JSON object of named values");
    }
    return given;
  }

  private static boolean isBlank(JsonNode node) {
    return node.isTextual() && node.asText().isBlank();
  }

  /**
   * Texts as they are; lists with a blank after each comma, as Python writes them; whole numbers
   * without a decimal point, which columns of floating-point numbers give them.
   */
  private static String text(JsonNode value) {
    if (value.isFloatingPointNumber() && value.canConvertToExactIntegral()) {
      return value.bigIntegerValue().toString();
    }
    if (!value.isArray()) {
      return value.isValueNode() ? value.asText() : value.toString();
    }
    StringBuilder text = new StringBuilder("[");
    for (JsonNode element : value) {
      text.append(text.length() == 1 ? "" : ", ").append(text(element));
    }
    return text.append(']').toString();
  }
}
