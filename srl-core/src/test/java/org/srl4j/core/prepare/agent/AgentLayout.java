package org.srl4j.core.prepare.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.AgentTurn;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.agent.ToolCallXml;

/** Every layout in which attempts are published, with a writer of its own for tests. */
public enum AgentLayout {
  /** SWE-smith's xml split before it was published: a list. */
  XML(Reads.SMITH, Tools.ALL),
  /** SWE-smith's xml split: the list is a text. */
  XML_TEXT(Reads.SMITH, Tools.ALL),
  /** SWE-smith's tool split: arguments as text, contents as parts, the list is a text. */
  TOOL_TEXT(Reads.SMITH, Tools.ALL),
  /** SWE-smith's ticks split: the list is a text, the editor is a shell command. */
  TICKS_TEXT(Reads.SMITH, Tools.ALL),
  /** SWE-Gym's sampled attempts: every message has every field, OpenHands' tool names. */
  GYM(Reads.SMITH, Tools.ALL),
  /** SWE-rebench's attempts by OpenHands: in {@code trajectory}. */
  REBENCH(Reads.SMITH, Tools.ALL),
  /** The function calls of before there were tools. */
  FUNCTION_CALL(Reads.SMITH, Tools.ALL),
  /** Arguments as an object that has every argument, null where one is not given. */
  OBJECTS(Reads.SMITH, Tools.ALL),
  /** Anthropic's content parts. */
  ANTHROPIC(Reads.SMITH, Tools.ALL),
  /** ShareGPT's names. */
  CONVERSATIONS(Reads.SMITH, Tools.ALL),
  /** SWE-agent with function calls. */
  TRAJ_CALLS(Reads.AGENT, Tools.ALL),
  /** SWE-agent with thought and action. */
  TRAJ_ACTIONS(Reads.AGENT, Tools.ALL),
  /** nebius' attempts by SWE-agent: roles ai and user, text. */
  NEBIUS(Reads.AGENT, Tools.ALL),
  /** mini-SWE-agent 1. */
  MINI_BASH(Reads.MINI, Tools.BASH),
  /** mini-SWE-agent 2 with fenced commands and what was run beside some. */
  MINI_FENCES(Reads.MINI, Tools.BASH),
  /** mini-SWE-agent 2 with tagged commands. */
  MINI_TAGS(Reads.MINI, Tools.BASH),
  /** mini-SWE-agent 2 with function calls. */
  MINI_CALLS(Reads.MINI, Tools.BASH),
  /** mini-SWE-agent 2 on the Responses API. */
  MINI_RESPONSES(Reads.MINI, Tools.BASH),
  /** The items of the Responses API one by one. */
  RESPONSE_ITEMS(Reads.SMITH, Tools.ALL);

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> ARGUMENTS =
      List.of("command", "path", "old_str", "new_str", "file_text", "view_range", "insert_line");

  private final Reads reads;
  private final Tools tools;

  AgentLayout(Reads reads, Tools tools) {
    this.reads = reads;
    this.tools = tools;
  }

  private enum Reads {
    SMITH,
    AGENT,
    MINI
  }

  /** Which calls a layout can hold. */
  public enum Tools {
    /** Shell commands, the editor's calls and submissions. */
    ALL,
    /** Shell commands. */
    BASH
  }

  /** Which calls this layout can hold. */
  public Tools tools() {
    return tools;
  }

  /** The format that reads it. */
  public AgentFormat format() {
    return switch (reads) {
      case SMITH -> new SweSmithFormat();
      case AGENT -> new SweAgentFormat();
      case MINI -> new MiniSweAgentFormat();
    };
  }

  /** An attempt as a row. */
  public ObjectNode row(AgentTrajectory attempt) {
    ArrayNode messages = JSON.arrayNode();
    begin(messages, attempt.issue());
    for (int k = 0; k < attempt.turns().size(); k++) {
      boolean last = k + 1 == attempt.turns().size();
      AgentTurn turn = attempt.turns().get(k);
      agent(messages, turn, "call_" + k);
      if (!last || !turn.observation().isEmpty()) {
        answer(messages, turn, "call_" + k);
      }
    }
    ObjectNode row = JSON.objectNode();
    row.put("instance_id", attempt.id());
    switch (this) {
      case XML_TEXT, TOOL_TEXT, TICKS_TEXT -> row.put("messages", messages.toString());
      case REBENCH, NEBIUS -> row.set("trajectory", messages);
      case CONVERSATIONS -> row.set("conversations", messages);
      case TRAJ_CALLS, TRAJ_ACTIONS -> row.set("history", messages);
      case MINI_FENCES, MINI_TAGS, MINI_CALLS, MINI_RESPONSES -> {
        messages.addObject().put("role", "exit").put("content", "diff --git a/x b/x");
        row.put("trajectory_format", "mini-swe-agent-1.1").set("messages", messages);
      }
      default -> row.set("messages", messages);
    }
    return row;
  }

  private void begin(ArrayNode messages, String issue) {
    if (this == NEBIUS) {
      messages.addObject().put("role", "system").putNull("text").put("system_prompt", "SETTING");
      messages.addObject().put("role", "user").put("text", issue).putNull("system_prompt");
    } else if (this == CONVERSATIONS) {
      messages.addObject().put("from", "system").put("value", "tools");
      messages.addObject().put("from", "human").put("value", issue);
    } else {
      messages.addObject().put("role", "system").put("content", "tools");
      messages.addObject().put("role", "user").set("content", content(issue));
    }
  }

  private JsonNode content(String text) {
    if (this != TOOL_TEXT) {
      return JSON.textNode(text);
    }
    ArrayNode parts = JSON.arrayNode();
    parts.addObject().put("type", "text").put("text", text);
    return parts;
  }

  private void agent(ArrayNode messages, AgentTurn turn, String id) {
    ToolCall call = turn.call();
    String xml = turn.prose() + "\n\n" + ToolCallXml.render(call);
    switch (this) {
      case XML, XML_TEXT -> said(messages, xml);
      case CONVERSATIONS -> messages.addObject().put("from", "gpt").put("value", xml);
      case TICKS_TEXT -> said(messages, turn.prose() + "\n\n```\n" + commandLine(call) + "\n```");
      case NEBIUS ->
          messages
              .addObject()
              .put("role", "ai")
              .put("text", turn.prose() + "\n```\n" + commandLine(call) + "\n```");
      case TRAJ_ACTIONS ->
          said(messages, turn.prose() + "\n```\n" + commandLine(call) + "\n```")
              .put("thought", turn.prose())
              .put("action", commandLine(call) + "\n");
      case MINI_BASH -> said(messages, fenced(turn, "bash"));
      case MINI_FENCES -> fencedOrNoted(messages, turn);
      case MINI_TAGS ->
          said(
              messages,
              turn.prose()
                  + "\n<mswea_bash_command>\n"
                  + call.arguments().get("command")
                  + "\n</mswea_bash_command>");
      case ANTHROPIC -> anthropic(messages, turn, id);
      case FUNCTION_CALL -> function(said(messages, turn.prose()).putObject("function_call"), call);
      case MINI_RESPONSES -> {
        ArrayNode items = messages.addObject().put("object", "response").putArray("output");
        items.addObject().put("type", "reasoning");
        items(items, turn, id);
      }
      case RESPONSE_ITEMS -> items(messages, turn, id);
      default -> {
        ObjectNode message = said(messages, turn.prose());
        ObjectNode entry = message.putArray("tool_calls").addObject().put("id", id);
        function(entry.put("type", "function").putObject("function"), call);
      }
    }
  }

  private static ObjectNode said(ArrayNode messages, String text) {
    return messages.addObject().put("role", "assistant").put("content", text);
  }

  private static String fenced(AgentTurn turn, String label) {
    String command = turn.call().arguments().get("command");
    return turn.prose() + "\n\n```" + label + "\n" + command + "\n```";
  }

  /** As versions of before and after the change did: some messages note what was run. */
  private static void fencedOrNoted(ArrayNode messages, AgentTurn turn) {
    ObjectNode message = said(messages, fenced(turn, "mswea_bash_command"));
    String command = turn.call().arguments().get("command");
    if (command.length() % 2 == 0) {
      message.putObject("extra").putArray("actions").addObject().put("command", command);
    }
  }

  private static void anthropic(ArrayNode messages, AgentTurn turn, String id) {
    ArrayNode parts = messages.addObject().put("role", "assistant").putArray("content");
    parts.addObject().put("type", "text").put("text", turn.prose());
    ObjectNode use = parts.addObject().put("type", "tool_use").put("id", id);
    use.put("name", turn.call().tool()).set("input", values(turn.call(), false));
  }

  private void items(ArrayNode items, AgentTurn turn, String id) {
    ObjectNode said = items.addObject().put("type", "message").put("role", "assistant");
    said.putArray("content").addObject().put("type", "output_text").put("text", turn.prose());
    ObjectNode call = items.addObject().put("type", "function_call").put("call_id", id);
    function(call, turn.call());
  }

  private void function(ObjectNode function, ToolCall call) {
    Map<String, String> names = Map.of("bash", "execute_bash", "submit", "finish");
    boolean openHands = this == GYM || this == REBENCH;
    function.put("name", openHands ? names.getOrDefault(call.tool(), call.tool()) : call.tool());
    if (this == OBJECTS) {
      function.set("arguments", values(call, true));
    } else {
      function.put("arguments", values(call, false).toString());
    }
  }

  private static ObjectNode values(ToolCall call, boolean all) {
    ObjectNode values = JSON.objectNode();
    call.arguments()
        .forEach(
            (name, value) -> {
              if (name.equals("view_range")) {
                String[] ends = value.substring(1, value.length() - 1).split(", ");
                ArrayNode range = values.putArray(name);
                range.add(Integer.parseInt(ends[0])).add(Integer.parseInt(ends[1]));
              } else {
                values.put(name, value);
              }
            });
    for (String name : all ? ARGUMENTS : List.<String>of()) {
      if (!values.has(name)) {
        values.putNull(name);
      }
    }
    return values;
  }

  /** As SWE-agent runs a call: the editor is a program whose texts are quoted as Python does it. */
  private static String commandLine(ToolCall call) {
    Map<String, String> arguments = call.arguments();
    if (call.tool().equals(ToolCall.SUBMIT)) {
      return "submit";
    }
    if (!call.tool().equals(ToolCall.EDITOR)) {
      return arguments.get("command");
    }
    StringBuilder line = new StringBuilder(call.tool());
    line.append(' ').append(arguments.get("command")).append(' ').append(arguments.get("path"));
    arguments.forEach(
        (name, value) -> {
          if (name.equals("view_range")) {
            line.append("  --view_range ").append(value.replaceAll("[\\[\\],]", ""));
          } else if (!name.equals("command") && !name.equals("path")) {
            line.append(" --").append(name).append(" '");
            line.append(value.replace("'", "'\"'\"'")).append('\'');
          }
        });
    return line.toString();
  }

  private void answer(ArrayNode messages, AgentTurn turn, String id) {
    String text = turn.observation();
    switch (this) {
      case XML, XML_TEXT, TICKS_TEXT, TRAJ_ACTIONS, MINI_BASH, MINI_FENCES, MINI_TAGS ->
          messages.addObject().put("role", "user").put("content", text);
      case NEBIUS -> messages.addObject().put("role", "user").put("text", text);
      case CONVERSATIONS -> messages.addObject().put("from", "human").put("value", text);
      case FUNCTION_CALL ->
          messages
              .addObject()
              .put("role", "function")
              .put("name", turn.call().tool())
              .put("content", text);
      case ANTHROPIC -> {
        ArrayNode parts = messages.addObject().put("role", "user").putArray("content");
        parts.addObject().put("type", "tool_result").put("tool_use_id", id).put("content", text);
      }
      case MINI_RESPONSES, RESPONSE_ITEMS ->
          messages
              .addObject()
              .put("type", "function_call_output")
              .put("call_id", id)
              .put("output", text);
      case TOOL_TEXT, TRAJ_CALLS -> {
        ObjectNode message = messages.addObject().put("role", "tool");
        message.set("content", content(text));
        message.putArray("tool_call_ids").add(id);
      }
      default ->
          messages.addObject().put("role", "tool").put("tool_call_id", id).put("content", text);
    }
  }
}
