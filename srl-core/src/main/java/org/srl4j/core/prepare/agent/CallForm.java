package org.srl4j.core.prepare.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.core.agent.MalformedToolCallException;
import org.srl4j.core.agent.MalformedToolCallException.Fault;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.agent.ToolCallXml;

/**
 * A way in which messages of an agent hold calls. Recorded calls stand in fields of their own;
 * written ones have to be found in the text.
 */
enum CallForm {
  /** Function calls, see {@link RecordedCall}. */
  FUNCTION(Kind.ALONE) {
    @Override
    boolean isIn(AgentMessage message) {
      return !message.calls().isEmpty();
    }

    @Override
    Calls read(AgentMessage message) {
      List<ToolCall> calls = new ArrayList<>();
      for (RecordedCall call : message.calls()) {
        calls.add(call.call());
      }
      return new Calls(message.text(), calls);
    }
  },

  /** SWE-agent's note that it submitted for an agent which had used up its budget. */
  COST_LIMIT(Kind.RECORDED) {
    @Override
    boolean isIn(AgentMessage message) {
      return message.text().strip().equals("Exit due to cost limit");
    }

    @Override
    Calls read(AgentMessage message) {
      return new Calls("", List.of(ToolCall.submit()));
    }
  },

  /** SWE-agent's {@code action} beside {@code thought}: the text that the environment ran. */
  ACTION(Kind.ALONE) {
    @Override
    boolean isIn(AgentMessage message) {
      return !message.json().path("action").asText("").isBlank();
    }

    @Override
    Calls read(AgentMessage message) {
      JsonNode json = message.json();
      String thought = json.path("thought").asText(message.text());
      ToolCall call = EditorCommandLine.call(json.path("action").asText());
      return new Calls(thought.strip(), List.of(call));
    }
  },

  /** mini-SWE-agent's {@code extra.actions}: the commands that were run. */
  COMMANDS(Kind.RECORDED) {
    @Override
    boolean isIn(AgentMessage message) {
      return message.json().path("extra").path("actions").path(0).path("command").isTextual();
    }

    @Override
    Calls read(AgentMessage message) {
      List<ToolCall> calls = new ArrayList<>();
      for (JsonNode action : message.json().path("extra").path("actions")) {
        calls.add(ToolCall.bash(action.path("command").asText()));
      }
      Matcher block = SHELL_BLOCK.matcher(message.text());
      String prose = block.find() ? message.text().substring(0, block.start()) : message.text();
      return new Calls(prose.strip(), calls);
    }
  },

  /** SWE-agent's XML at the end of the text, see {@link ToolCallXml}. */
  XML(Kind.WRITTEN) {
    @Override
    boolean isIn(AgentMessage message) {
      return message.text().contains("<function=");
    }

    @Override
    Calls read(AgentMessage message) {
      ToolCallXml.Message parsed = ToolCallXml.parseMessage(message.text());
      return new Calls(parsed.prose(), List.of(parsed.call()));
    }
  },

  /** mini-SWE-agent's only fenced or tagged shell command. */
  SHELL(Kind.WRITTEN) {
    @Override
    boolean isIn(AgentMessage message) {
      return SHELL_BLOCK.matcher(message.text()).find();
    }

    @Override
    Calls read(AgentMessage message) {
      List<MatchResult> blocks = SHELL_BLOCK.matcher(message.text()).results().toList();
      if (blocks.size() != 1) {
        Fault fault = blocks.isEmpty() ? Fault.MISSING_CALL : Fault.SEVERAL_CALLS;
        throw new MalformedToolCallException(
            fault, "fenced commands: must be one, got " + blocks.size());
      }
      MatchResult block = blocks.get(0);
      String command = block.group(1) == null ? block.group(2).strip() : block.group(1);
      String prose = message.text().substring(0, block.start()).strip();
      return new Calls(prose, List.of(ToolCall.bash(command)));
    }
  },

  /** The last fenced block, as SWE-agent's thought-and-action parser finds it. */
  LAST_BLOCK(Kind.WRITTEN) {
    @Override
    boolean isIn(AgentMessage message) {
      return lastBlock(message.text()).isPresent();
    }

    @Override
    Calls read(AgentMessage message) {
      Block block =
          lastBlock(message.text())
              .orElseThrow(
                  () ->
                      new MalformedToolCallException(
                          Fault.MISSING_CALL, "no fenced command in the message"));
      if (block.inside.isBlank()) {
        throw new MalformedToolCallException(Fault.MISSING_CALL, "the last fenced block is blank");
      }
      return new Calls(block.outside.strip(), List.of(EditorCommandLine.call(block.inside)));
    }
  };

  private static final Pattern SHELL_BLOCK =
      Pattern.compile(
          "```(?:mswea_bash_command|bash|sh)[ \\t]*\\r?\\n(.*?)\\r?\\n?```"
              + "|<mswea_bash_command>(.*?)</mswea_bash_command>",
          Pattern.DOTALL);
  private static final Pattern FENCE = Pattern.compile("^```(\\S*)[ \\t]*\\r?$", Pattern.MULTILINE);

  private final Kind kind;

  CallForm(Kind kind) {
    this.kind = kind;
  }

  /** Where calls of a form stand. */
  enum Kind {
    /** In fields of their own; an attempt that has any writes no call in its text. */
    ALONE,
    /** In fields of their own; other messages of the attempt may hold written calls. */
    RECORDED,
    /** In the text. */
    WRITTEN
  }

  /**
   * What a message says and does.
   *
   * @param prose beside the calls
   * @param calls at least one, in order
   */
  record Calls(String prose, List<ToolCall> calls) {}

  private record Block(String inside, String outside) {}

  /** Where calls of this form stand. */
  Kind kind() {
    return kind;
  }

  /** Whether a message has something of this form, well-formed or not. */
  abstract boolean isIn(AgentMessage message);

  /**
   * Reads the calls.
   *
   * @throws MalformedToolCallException if there is no usable call
   */
  abstract Calls read(AgentMessage message);

  /** The last block that is closed and does not stand in another one. */
  private static Optional<Block> lastBlock(String text) {
    Deque<int[]> open = new ArrayDeque<>();
    Optional<Block> last = Optional.empty();
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      int next = Math.min(text.length(), fence.end() + 1);
      if (!open.isEmpty() && fence.group(1).isEmpty()) {
        int[] start = open.pop();
        if (open.isEmpty()) {
          String inside = text.substring(Math.min(start[1], fence.start()), fence.start());
          last = Optional.of(new Block(inside, text.substring(0, start[0]) + text.substring(next)));
        }
      } else {
        open.push(new int[] {fence.start(), next});
      }
    }
    return last;
  }
}
