package org.srl4j.core.prepare.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.AgentTurn;
import org.srl4j.core.agent.MalformedToolCallException;
import org.srl4j.core.agent.MalformedToolCallException.Fault;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.prepare.UnusableRowException;
import org.srl4j.core.prepare.agent.CallForm.Kind;

/**
 * Takes a conversation apart: the issue, then rounds of an agent's message and what the environment
 * said to it. An agent's message without a usable call is left out together with its answer, and
 * noted; one with several function calls gives a turn for each, and is noted.
 *
 * <p>An attempt writes its calls in one way: an attempt with function calls or actions has no
 * written ones, and all written ones are of the first form that any message has. So a fenced
 * example in the prose of an attempt with function calls is never taken for a command.
 */
final class Conversation {
  private final List<AgentMessage> messages;
  private final List<CallForm> recorded;
  private final Optional<CallForm> written;
  private final UnaryOperator<ToolCall> names;
  private final List<String> notes;

  /**
   * A conversation.
   *
   * @param messages of one attempt
   * @param forms in which calls may stand, the first that fits counts
   * @param names gives tools the names by which they are known here
   * @param notes takes remarks on what is left out
   */
  Conversation(
      List<AgentMessage> messages,
      List<CallForm> forms,
      UnaryOperator<ToolCall> names,
      List<String> notes) {
    this.messages = messages;
    this.recorded = forms.stream().filter(form -> form.kind() != Kind.WRITTEN).toList();
    this.written =
        forms.stream()
            .filter(form -> form.kind() != Kind.RECORDED && isUsed(form))
            .findFirst()
            .filter(form -> form.kind() == Kind.WRITTEN);
    this.names = names;
    this.notes = notes;
  }

  private boolean isUsed(CallForm form) {
    return messages.stream().anyMatch(m -> m.isFromAgent() && form.isIn(m));
  }

  /** The attempt. */
  AgentTrajectory trajectory(String id, Map<String, String> tags) throws UnusableRowException {
    int first = 0;
    while (first < messages.size() && !messages.get(first).isFromAgent()) {
      first++;
    }
    if (first == messages.size()) {
      throw new UnusableRowException("no message of the agent");
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
      if (messages.get(i).isFromAgent()) {
        try {
          turns.addAll(turns(messages.get(i), calls(messages.get(i)), answers(i + 1)));
        } catch (MalformedToolCallException e) {
          notes.add("message of the agent left out: " + e.fault().label());
        }
      }
    }
    return turns;
  }

  private CallForm.Calls calls(AgentMessage message) {
    CallForm form =
        recorded.stream()
            .filter(f -> f.isIn(message))
            .findFirst()
            .or(() -> written)
            .orElseThrow(() -> new MalformedToolCallException(Fault.MISSING_CALL, "no call"));
    return form.read(message);
  }

  /** What is said from a place on until the agent speaks again. */
  private List<AgentMessage> answers(int from) {
    int end = from;
    while (end < messages.size() && !messages.get(end).isFromAgent()) {
      end++;
    }
    return messages.subList(from, end).stream().filter(AgentMessage::isObservation).toList();
  }

  private List<AgentTurn> turns(
      AgentMessage message, CallForm.Calls said, List<AgentMessage> answers) {
    int count = said.calls().size();
    List<List<String>> observations = new ArrayList<>();
    said.calls().forEach(call -> observations.add(new ArrayList<>()));
    int next = 0;
    for (AgentMessage answer : answers) {
      int named = indexOf(answer.answers(), message.calls());
      boolean inTurn = named < 0 && answer.role() == AgentMessage.Role.TOOL;
      int place = inTurn ? next++ : named < 0 ? count - 1 : named;
      observations.get(Math.min(place, count - 1)).add(answer.text());
    }
    if (count > 1) {
      notes.add("message with several calls: a step for each");
    }
    List<AgentTurn> turns = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      ToolCall call = names.apply(said.calls().get(k));
      String prose = k == 0 ? said.prose() : "";
      turns.add(new AgentTurn(prose, call, String.join("\n\n", observations.get(k))));
    }
    return turns;
  }

  private static int indexOf(String id, List<RecordedCall> calls) {
    for (int k = 0; k < calls.size() && !id.isEmpty(); k++) {
      if (calls.get(k).id().equals(id)) {
        return k;
      }
    }
    return -1;
  }
}
