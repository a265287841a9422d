package org.srl4j.core.prepare.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.MalformedToolCallException;
import org.srl4j.core.agent.MalformedToolCallException.Fault;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.agent.ToolCallXml;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.core.prepare.UnusableRowException;

/**
 * SWE-agent's {@code .traj} files (Yang et al., arXiv:2405.15793), one attempt a file, of versions
 * before and after 1.1. The conversation is {@code history}, without demonstrations.
 *
 * <p>A call is the message's first entry of {@code tool_calls} (function calling). Where an agent
 * writes commands instead (thought and action, XML {@code <command>}), the action is {@code
 * bash(command)} with the text that the environment ran.
 */
public final class SweAgentFormat implements AgentFormat {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String COST_LIMIT = "Exit due to cost limit";

  /** A format; it has no options. */
  public SweAgentFormat() {}

  @Override
  public AgentTrajectory parse(JsonRow row, List<String> notes) throws UnusableRowException {
    if (!row.value().has("history")) {
      throw row.malformed("history: missing; the file has the fields " + row.fieldNames());
    }
    List<AgentMessage> messages = AgentMessage.all(row, "history", row.value().path("history"));
    JsonNode info = row.value().path("info");
    return new Conversation(messages, SweAgentFormat::read, notes)
        .trajectory(id(row), AgentFormat.tags(row, info, List.of("exit_status")));
  }

  /** The instance's id as the run was configured; else the file's name. */
  private static String id(JsonRow row) {
    JsonNode replay = row.value().path("replay_config");
    try {
      JsonNode config = replay.isTextual() ? MAPPER.readTree(replay.asText()) : replay;
      String id = config.path("problem_statement").path("id").asText("");
      String name = config.path("agent").path("name").asText("");
      return !id.isBlank() ? id : !name.isBlank() ? name : row.fileStem();
    } catch (JsonProcessingException e) {
      throw row.malformed("replay_config: a text that is not JSON: " + e.getOriginalMessage());
    }
  }

  private static ToolCallXml.Message read(AgentMessage message) {
    JsonNode calls = message.json().path("tool_calls");
    if (calls.size() > 1) {
      throw new MalformedToolCallException(Fault.SEVERAL_CALLS, "more than one tool call");
    }
    if (calls.size() == 1) {
      return new ToolCallXml.Message(message.text(), call(calls.path(0).path("function")));
    }
    if (message.text().contains(COST_LIMIT)) {
      return new ToolCallXml.Message("", ToolCall.submit());
    }
    String action = message.json().path("action").asText("").strip();
    if (action.isEmpty()) {
      throw new MalformedToolCallException(Fault.MISSING_CALL, "no action");
    }
    ToolCall call = action.equals(ToolCall.SUBMIT) ? ToolCall.submit() : ToolCall.bash(action);
    String thought = message.json().path("thought").asText(message.text());
    return new ToolCallXml.Message(thought.strip(), call);
  }

  private static ToolCall call(JsonNode function) {
    JsonNode written = function.path("arguments");
    Map<String, String> arguments = new LinkedHashMap<>();
    try {
      JsonNode values = written.isTextual() ? MAPPER.readTree(written.asText()) : written;
      values.properties().forEach(e -> arguments.put(e.getKey(), value(e.getValue())));
      return new ToolCall(function.path("name").asText(""), arguments);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new MalformedToolCallException(
          Fault.MALFORMED_PARAMETER, "arguments: not a JSON object of named values");
    }
  }

  /** Texts as they are; lists with a blank after each comma, as Python writes them. */
  private static String value(JsonNode value) {
    if (!value.isArray()) {
      return value.isValueNode() ? value.asText() : value.toString();
    }
    StringBuilder text = new StringBuilder("[");
    for (JsonNode element : value) {
      text.append(text.length() == 1 ? "" : ", ").append(value(element));
    }
    return text.append(']').toString();
  }
}
