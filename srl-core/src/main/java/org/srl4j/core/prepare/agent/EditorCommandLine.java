package org.srl4j.core.prepare.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.srl4j.core.agent.ToolCall;

/**
 * Commands as SWE-agent's environment runs them, as tool calls. Its editor is a program there:
 * {@code str_replace_editor view /a --view_range 1 20}, texts quoted for a shell. Everything else
 * is a shell command, but for {@code submit}.
 */
final class EditorCommandLine {
  private static final Map<String, Boolean> OPTIONS =
      Map.of(
          "--file_text", false,
          "--old_str", false,
          "--new_str", false,
          "--insert_line", false,
          "--view_range", true);

  private EditorCommandLine() {}

  /**
   * The call that a command line makes; a line of the editor that is not understood is a shell's.
   */
  static ToolCall call(String command) {
    String line = command.strip();
    if (line.equals(ToolCall.SUBMIT)) {
      return ToolCall.submit();
    }
    if (!line.startsWith(ToolCall.EDITOR + " ")) {
      return ToolCall.bash(line);
    }
    return words(line)
        .flatMap(EditorCommandLine::arguments)
        .map(arguments -> new ToolCall(ToolCall.EDITOR, arguments))
        .orElseGet(() -> ToolCall.bash(line));
  }

  private static Optional<Map<String, String>> arguments(List<String> words) {
    if (words.size() < 3) {
      return Optional.empty();
    }
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("command", words.get(1));
    arguments.put("path", words.get(2));
    int at = 3;
    while (at < words.size()) {
      Boolean range = OPTIONS.get(words.get(at));
      int values = Boolean.TRUE.equals(range) ? 2 : 1;
      if (range == null || at + values >= words.size()) {
        return Optional.empty();
      }
      String value =
          range ? "[" + words.get(at + 1) + ", " + words.get(at + 2) + "]" : words.get(at + 1);
      arguments.put(words.get(at).substring(2), value);
      at += 1 + values;
    }
    return Optional.of(arguments);
  }

  /**
   * Words as a POSIX shell takes them apart; empty if a quote is not closed or a shell would act.
   */
  static Optional<List<String>> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && Character.isWhitespace(c)) {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
        continue;
      }
      word = word == null ? new StringBuilder() : word;
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
        char next = line.charAt(++i);
        word.append(quote == '"' && "\"\\$`\n".indexOf(next) < 0 ? "\\" : "").append(next);
      } else if (quote == 0 && "|&;<>()$`".indexOf(c) >= 0) {
        return Optional.empty();
      } else {
        word.append(c);
      }
    }
    if (word != null) {
      words.add(word.toString());
    }
    return quote == 0 ? Optional.of(words) : Optional.empty();
  }
}
