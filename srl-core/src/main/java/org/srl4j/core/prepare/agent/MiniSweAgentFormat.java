package org.srl4j.core.prepare.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.MalformedToolCallException;
import org.srl4j.core.agent.MalformedToolCallException.Fault;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.agent.ToolCallXml;
import org.srl4j.core.prepare.JsonLines;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.core.prepare.UnusableRowException;

/**
 * Attempts of mini-SWE-agent: {@code {"info", "messages"}} or the bare list of messages, one
 * attempt a file. Each message of the agent has one fenced block with a shell command. The command
 * that ends an attempt prints {@code COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT}.
 */
public final class MiniSweAgentFormat implements AgentFormat {
  private static final Pattern BLOCK =
      Pattern.compile(
          "```(?:mswea_bash_command|bash|sh)[ \\t]*\\r?\\n(.*?)\\r?\\n?```", Pattern.DOTALL);

  /** A format; it has no options. */
  public MiniSweAgentFormat() {}

  /** A bare list of messages is one row. */
  @Override
  public int rows(Path file, Consumer<JsonRow> rows) {
    List<JsonRow> objects = new ArrayList<>();
    JsonLines.read(file, objects::add);
    if (!objects.get(0).has("role")) {
      objects.forEach(rows);
      return objects.size();
    }
    ObjectNode attempt = JsonNodeFactory.instance.objectNode();
    ArrayNode messages = attempt.putArray("messages");
    objects.forEach(message -> messages.add(message.value()));
    rows.accept(new JsonRow(file, objects.get(0).line(), 1, attempt));
    return 1;
  }

  @Override
  public AgentTrajectory parse(JsonRow row, List<String> notes) throws UnusableRowException {
    JsonNode list = row.value().path("messages");
    if (list.isMissingNode()) {
      throw row.malformed("messages: missing; the row has the fields " + row.fieldNames());
    }
    JsonNode info = row.value().path("info");
    String id = row.optionalText("instance_id").orElse(row.fileStem());
    return new Conversation(
            AgentMessage.all(row, "messages", list), MiniSweAgentFormat::read, notes)
        .trajectory(id, AgentFormat.tags(row, info, List.of("exit_status")));
  }

  private static ToolCallXml.Message read(AgentMessage message) {
    Matcher block = BLOCK.matcher(message.text());
    if (!block.find()) {
      throw new MalformedToolCallException(Fault.MISSING_CALL, "no fenced shell command");
    }
    String command = block.group(1);
    String prose = message.text().substring(0, block.start()).strip();
    if (block.find()) {
      throw new MalformedToolCallException(Fault.SEVERAL_CALLS, "more than one fenced command");
    }
    return new ToolCallXml.Message(prose, ToolCall.bash(command));
  }
}
