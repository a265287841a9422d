package org.srl4j.core.prepare.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.AgentTurn;
import org.srl4j.core.agent.ToolCallXml;
import org.srl4j.core.prepare.JsonLines;

/**
 * Writes attempts as SWE-smith's fine-tuning rows: a system message that describes the tools, the
 * issue, then prose and call of the agent and the observation in turn. The last observation is left
 * out, as no message of the agent follows it.
 *
 * @param system the system message that describes the tools
 */
public record SweSmithRows(String system) {

  /** One row. */
  public ObjectNode row(AgentTrajectory attempt) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    ArrayNode messages = row.putArray("messages");
    add(messages, "system", system);
    add(messages, "user", attempt.issue());
    List<AgentTurn> turns = attempt.turns();
    for (int i = 0; i < turns.size(); i++) {
      AgentTurn turn = turns.get(i);
      ToolCallXml.Message message = new ToolCallXml.Message(turn.prose(), turn.call());
      add(messages, "assistant", ToolCallXml.render(message));
      if (i + 1 < turns.size()) {
        add(messages, "user", turn.observation());
      }
    }
    row.put("instance_id", attempt.id());
    return row;
  }

  /**
   * Writes a file of rows.
   *
   * @param file JSONL, replaced in one move
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void write(Path file, List<AgentTrajectory> attempts) {
    JsonLines.write(file, attempts.stream().map(this::row));
  }

  private static void add(ArrayNode messages, String role, String content) {
    messages.addObject().put("role", role).put("content", content);
  }
}
