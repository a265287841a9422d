package org.srl4j.core.prepare.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.prepare.JsonRow;
import org.srl4j.core.prepare.UnusableRowException;

/**
 * Attempts of mini-SWE-agent, versions 1 and 2: {@code {"info", "messages"}} or the bare list of
 * messages, one attempt a file, or rows of such objects. Calls are function calls of {@code bash}
 * (version 2), the commands noted in {@code extra.actions}, or the message's only fenced shell
 * command. The command that ends an attempt prints {@code COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT};
 * the message of the role {@code exit} after it is no step.
 */
public final class MiniSweAgentFormat implements AgentFormat {
  private static final List<CallForm> FORMS =
      List.of(CallForm.FUNCTION, CallForm.COMMANDS, CallForm.SHELL);

  /** A format; it has no options. */
  public MiniSweAgentFormat() {}

  /** A bare list of messages is one row. */
  @Override
  public JsonRow.Source rows(JsonRow.Source objects) {
    return (file, rows) -> {
      ObjectNode attempt = JsonNodeFactory.instance.objectNode();
      ArrayNode messages = attempt.putArray("messages");
      List<Long> lines = new ArrayList<>();
      int count =
          objects.read(
              file,
              object -> {
                if (object.number() == 1 ? isMessage(object) : !lines.isEmpty()) {
                  lines.add(object.line());
                  messages.add(object.value());
                } else {
                  rows.accept(object);
                }
              });
      if (lines.isEmpty()) {
        return count;
      }
      rows.accept(new JsonRow(file, lines.get(0), 1, attempt));
      return 1;
    };
  }

  private static boolean isMessage(JsonRow object) {
    return !object.has("messages") && (object.has("role") || object.has("type"));
  }

  @Override
  public AgentTrajectory parse(JsonRow row, List<String> notes) throws UnusableRowException {
    String id = row.optionalText("instance_id").orElse(row.fileStem());
    List<AgentMessage> messages = MessageReader.messages(row, notes);
    return new Conversation(messages, FORMS, UnaryOperator.identity(), notes)
        .trajectory(id, AgentFormat.tags(row));
  }
}
