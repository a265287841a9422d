package org.srl4j.core.prepare.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of a conversation, whatever layout it came from; {@link MessageReader} makes them.
 *
 * @param role who speaks
 * @param text what is said, without calls
 * @param calls function calls that the message records apart from its text
 * @param answers id of the call that this message answers; empty if it names none
 * @param json the whole message
 */
record AgentMessage(
    Role role, String text, List<RecordedCall> calls, String answers, JsonNode json) {

  /** Who speaks. */
  enum Role {
    /** Whoever set the agent up. */
    SYSTEM,
    /** Whoever asked, or the environment. */
    USER,
    /** The agent. */
    AGENT,
    /** The environment, in answer to a call. */
    TOOL,
    /** Nobody: the attempt is over. */
    EXIT
  }

  /** Copies the list. */
  AgentMessage {
    calls = List.copyOf(calls);
  }

  boolean isFromAgent() {
    return role == Role.AGENT;
  }

  /** What an environment says comes as a user's or a tool's message. */
  boolean isObservation() {
    return role == Role.USER || role == Role.TOOL;
  }

  /** This message of the agent and what it said right after, as one. */
  AgentMessage with(AgentMessage more) {
    List<RecordedCall> all = new ArrayList<>(calls);
    all.addAll(more.calls);
    String both =
        text.isEmpty() || more.text.isEmpty() ? text + more.text : text + "\n" + more.text;
    return new AgentMessage(role, both, all, answers, json);
  }
}
