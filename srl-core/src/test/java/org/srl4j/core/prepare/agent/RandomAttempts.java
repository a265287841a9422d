package org.srl4j.core.prepare.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.AgentTurn;
import org.srl4j.core.agent.ToolCall;

/** Attempts made at random, the same for the same seed. */
public final class RandomAttempts {
  private static final List<String> WORDS =
      List.of(
          "ls",
          "-la",
          "'a b'",
          "\"x\"",
          "it's",
          "$HOME",
          "|",
          "grep",
          "é",
          "日本",
          "<a>",
          "&&",
          "\\n",
          "{}",
          "\\",
          "submit",
          "tool",
          "12",
          "😀",
          "`date`",
          "#",
          "--old_str");

  private final Random random;

  /** Attempts of a seed. */
  public RandomAttempts(long seed) {
    this.random = new Random(seed);
  }

  /** An attempt of 1 to 6 turns with calls that a layout can hold. */
  public AgentTrajectory next(String id, AgentLayout.Tools tools) {
    List<AgentTurn> turns = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int k = 0; k < count; k++) {
      boolean last = k + 1 == count;
      boolean submits = last && tools == AgentLayout.Tools.ALL;
      ToolCall call = submits ? ToolCall.submit() : call(tools);
      turns.add(new AgentTurn(prose(), call, last ? "" : text(3)));
    }
    return new AgentTrajectory(id, "issue: " + text(4), turns, Map.of());
  }

  private ToolCall call(AgentLayout.Tools tools) {
    if (tools == AgentLayout.Tools.BASH || random.nextBoolean()) {
      return ToolCall.bash(text(3));
    }
    Map<String, String> arguments = new LinkedHashMap<>();
    String path = "/testbed/" + random.nextInt(9) + ".py";
    switch (random.nextInt(4)) {
      case 0 -> {
        arguments.put("command", "view");
        arguments.put("path", path);
        arguments.put("view_range", "[" + random.nextInt(9) + ", -1]");
      }
      case 1 -> {
        arguments.put("command", "create");
        arguments.put("path", path);
        arguments.put("file_text", text(4) + "\n```python\nx = 1\n```\n" + text(2));
      }
      case 2 -> {
        arguments.put("command", "undo_edit");
        arguments.put("path", path);
      }
      default -> {
        arguments.put("command", "str_replace");
        arguments.put("path", path);
        arguments.put("old_str", text(2));
        arguments.put("new_str", "    " + text(3));
      }
    }
    return new ToolCall(ToolCall.EDITOR, arguments);
  }

  private String prose() {
    return random.nextInt(3) == 0
        ? "An example:\n```\nrm -rf build\n```\nNow " + text(2)
        : "I " + text(2);
  }

  /** Lines of words that begin and end with a letter. */
  private String text(int mostLines) {
    StringBuilder text = new StringBuilder("a");
    int lines = 1 + random.nextInt(mostLines);
    for (int line = 0; line < lines; line++) {
      text.append(line == 0 ? "" : "\n" + " ".repeat(random.nextInt(5)));
      for (int word = random.nextInt(5); word >= 0; word--) {
        text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
      }
    }
    return text.append(" z").toString();
  }
}
