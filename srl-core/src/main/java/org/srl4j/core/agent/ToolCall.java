package org.srl4j.core.agent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What an agent wants its environment to do: one call of one tool.
 *
 * @param tool the tool's name, e.g. {@code bash}; not blank
 * @param arguments values by parameter name, in the order in which they are written
 */
public record ToolCall(String tool, Map<String, String> arguments) {
  /** The tool that runs a shell command. */
  public static final String BASH = "bash";

  /** The tool that ends an attempt. */
  public static final String SUBMIT = "submit";

  /** The tool that views and edits files. */
  public static final String EDITOR = "str_replace_editor";

  /** Copies the arguments, keeping their order. */
  public ToolCall {
    Objects.requireNonNull(tool, "tool");
    if (tool.isBlank() || tool.indexOf('>') >= 0) {
      throw new IllegalArgumentException("tool: must be a name without '>', got \"" + tool + "\"");
    }
    for (Map.Entry<String, String> argument : arguments.entrySet()) {
      Objects.requireNonNull(argument.getValue(), argument.getKey());
      if (argument.getKey().isBlank() || argument.getKey().indexOf('>') >= 0) {
        throw new IllegalArgumentException(
            "arguments: a name must not be blank or hold '>', got \"" + argument.getKey() + "\"");
      }
    }
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }

  /** A shell command. */
  public static ToolCall bash(String command) {
    return new ToolCall(BASH, Map.of("command", command));
  }

  /** The end of an attempt. */
  public static ToolCall submit() {
    return new ToolCall(SUBMIT, Map.of());
  }
}
