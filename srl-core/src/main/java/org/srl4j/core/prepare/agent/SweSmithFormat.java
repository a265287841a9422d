package org.srl4j.core.prepare.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.ToolCallXml;
import org.srl4j.core.agent.ToolSet;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.core.prepare.UnusableRowException;

/**
 * Fine-tuning rows of SWE-smith (Yang et al., arXiv:2504.21798): {@code {"messages",
 * "instance_id"}}, calls as XML at the end of an assistant's message. Rows of SWE-Gym and OpenHands
 * have the same form with other tool names, which become SWE-smith's.
 *
 * <p>{@code messages} may be a list or, as in the published data set, a text that holds the list.
 */
public final class SweSmithFormat implements AgentFormat {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> FACTS =
      List.of("instance_id", "traj_id", "model", "resolved", "exit_status");

  /** A format; it has no options. */
  public SweSmithFormat() {}

  @Override
  public AgentTrajectory parse(JsonRow row, List<String> notes) throws UnusableRowException {
    List<AgentMessage> messages = AgentMessage.all(row, "messages", messages(row));
    String id = row.optionalText("instance_id").orElse(row.fileStem() + "-" + row.number());
    ToolSet names = ToolSet.sweSmith();
    return new Conversation(
            messages,
            message -> {
              ToolCallXml.Message parsed = ToolCallXml.parseMessage(message.text());
              return new ToolCallXml.Message(parsed.prose(), names.canonical(parsed.call()));
            },
            notes)
        .trajectory(id, AgentFormat.tags(row, row.value(), FACTS));
  }

  private static JsonNode messages(JsonRow row) {
    JsonNode messages = row.value().path("messages");
    if (messages.isMissingNode()) {
      throw row.malformed("messages: missing; the row has the fields " + row.fieldNames());
    }
    if (!messages.isTextual()) {
      return messages;
    }
    try {
      return MAPPER.readTree(messages.asText());
    } catch (JsonProcessingException e) {
      throw row.malformed("messages: a text that is not JSON: " + e.getOriginalMessage());
    }
  }
}
