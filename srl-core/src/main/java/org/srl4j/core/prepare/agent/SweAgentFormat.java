package org.srl4j.core.prepare.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.UnaryOperator;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.core.prepare.UnusableRowException;

/**
 * SWE-agent's {@code .traj} files (Yang et al., arXiv:2405.15793), one attempt a file, of versions
 * before and after 1.1, and rows of such attempts. The conversation is {@code history}, or {@code
 * trajectory} in rows that have no history, without demonstrations.
 *
 * <p>Calls are the message's {@code tool_calls} (function calling). Where an agent writes commands
 * instead (thought and action, XML {@code <command>}), the action is {@code bash(command)} with the
 * text that the environment ran; where that is not recorded, the last fenced block. A command line
 * of the editor becomes the editor's call.
 */
public final class SweAgentFormat implements AgentFormat {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<CallForm> FORMS =
      List.of(CallForm.FUNCTION, CallForm.COST_LIMIT, CallForm.ACTION, CallForm.LAST_BLOCK);

  /** A format; it has no options. */
  public SweAgentFormat() {}

  @Override
  public AgentTrajectory parse(JsonRow row, List<String> notes) throws UnusableRowException {
    List<AgentMessage> messages = MessageReader.messages(row, notes);
    return new Conversation(messages, FORMS, UnaryOperator.identity(), notes)
        .trajectory(id(row), AgentFormat.tags(row));
  }

  /** The instance's id as the row or the run's configuration has it; else the file's name. */
  private static String id(JsonRow row) {
    JsonNode replay = row.value().path("replay_config");
    try {
      JsonNode config = replay.isTextual() ? MAPPER.readTree(replay.asText()) : replay;
      String id = config.path("problem_statement").path("id").asText("");
      String name = config.path("agent").path("name").asText("");
      String configured = !id.isBlank() ? id : !name.isBlank() ? name : row.fileStem();
      return row.optionalText("instance_id").orElse(configured);
    } catch (JsonProcessingException e) {
      throw row.malformed("replay_config: a text that is not JSON: " + e.getOriginalMessage());
    }
  }
}
