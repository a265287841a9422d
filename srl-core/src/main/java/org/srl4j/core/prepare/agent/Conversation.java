package org.srl4j.core.prepare.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.AgentTurn;
import org.srl4j.core.agent.MalformedToolCallException;
import org.srl4j.core.agent.ToolCallXml;
import org.srl4j.core.prepare.UnusableRowException;

/**
 * Takes a conversation apart: the issue, then rounds of an agent's message and what the environment
 * said to it. An agent's message without a usable call is left out together with its answer, and
 * noted.
 */
final class Conversation {
  private final List<AgentMessage> messages;
  private final CallReader calls;
  private final List<String> notes;

  /** How one kind of file writes a call. */
  @FunctionalInterface
  interface CallReader {
    /**
     * Reads an agent's message.
     *
     * @throws MalformedToolCallException if it holds no usable call
     */
    ToolCallXml.Message read(AgentMessage message);
  }

  Conversation(List<AgentMessage> messages, CallReader calls, List<String> notes) {
    this.messages = messages;
    this.calls = calls;
    this.notes = notes;
  }

  /** The attempt. */
  AgentTrajectory trajectory(String id, Map<String, String> tags) throws UnusableRowException {
    int first = 0;
    while (first < messages.size() && !messages.get(first).isFromAgent()) {
      first++;
    }
    List<String> asked =
        messages.subList(0, first).stream()
            .filter(AgentMessage::isObservation)
            .map(AgentMessage::text)
            .toList();
    if (asked.isEmpty() || String.join("", asked).isBlank()) {
      throw new UnusableRowException("no issue before the first message of the agent");
    }
    List<AgentTurn> turns = turns(first);
    if (turns.isEmpty()) {
      throw new UnusableRowException("no tool call");
    }
    return new AgentTrajectory(id, String.join("\n\n", asked), turns, tags);
  }

  private List<AgentTurn> turns(int first) {
    List<AgentTurn> turns = new ArrayList<>();
    for (int i = first; i < messages.size(); i++) {
      if (!messages.get(i).isFromAgent()) {
        continue;
      }
      boolean answered = i + 1 < messages.size() && messages.get(i + 1).isObservation();
      String observation = answered ? messages.get(i + 1).text() : "";
      try {
        ToolCallXml.Message message = calls.read(messages.get(i));
        turns.add(new AgentTurn(message.prose(), message.call(), observation));
      } catch (MalformedToolCallException e) {
        notes.add("message of the agent left out: " + e.fault().label());
      }
    }
    return turns;
  }
}
