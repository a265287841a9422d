package org.srl4j.core.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.srl4j.core.agent.MalformedToolCallException.Fault;

/**
 * Tool calls as SWE-agent's XML: {@code <function=bash>}, a line {@code
 * <parameter=command>ls</parameter>} for each argument, {@code </function>}.
 *
 * <p>Written as the fine-tuning rows of SWE-smith have it: the values of {@code old_str}, {@code
 * new_str} and {@code file_text} stand on lines of their own. Read as SWE-agent's parser does: one
 * line feed after the opening and one before the closing tag of a value are not part of it. So what
 * {@link #render} writes, {@link #parse} gives back, but for a value that begins or ends with a
 * line feed and is not written on lines of its own, or one that holds a closing tag.
 *
 * <p>Reading takes time linear in the text and knows no tools; {@link ToolSet#check} does.
 */
public final class ToolCallXml {
  private static final Set<String> ON_OWN_LINES = Set.of("old_str", "new_str", "file_text");
  private static final String CALL = "<function=";
  private static final String CALL_END = "</function>";
  private static final String PARAMETER = "<parameter=";
  private static final String PARAMETER_END = "</parameter>";

  private ToolCallXml() {}

  /**
   * A message taken apart.
   *
   * @param prose what stands before the call, without white space around it
   * @param call the call
   */
  public record Message(String prose, ToolCall call) {}

  /** The call as text, without a line feed at the end. */
  public static String render(ToolCall call) {
    StringBuilder text = new StringBuilder(CALL).append(call.tool()).append(">\n");
    call.arguments()
        .forEach(
            (name, value) -> {
              String edge = ON_OWN_LINES.contains(name) ? "\n" : "";
              text.append(PARAMETER).append(name).append('>').append(edge);
              text.append(value).append(edge).append(PARAMETER_END).append('\n');
            });
    return text.append(CALL_END).toString();
  }

  /** An assistant's message of a fine-tuning row: prose, an empty line, the call. */
  public static String render(Message message) {
    return message.prose() + "\n\n" + render(message.call());
  }

  /**
   * Reads an action: one call and nothing else but white space.
   *
   * @throws MalformedToolCallException if the text is anything else
   */
  public static ToolCall parse(String action) {
    Message message = parseMessage(action);
    if (!message.prose().isEmpty()) {
      throw new MalformedToolCallException(
          Fault.TEXT_AROUND_CALL, "text before " + CALL + "...>: write the call alone");
    }
    return message.call();
  }

  /**
   * Reads a message that ends with one call.
   *
   * @throws MalformedToolCallException if there is no call, more than one, or one that is broken
   */
  public static Message parseMessage(String message) {
    int start = message.indexOf(CALL);
    if (start < 0) {
      throw new MalformedToolCallException(
          Fault.MISSING_CALL, "no tool call; write " + CALL + "NAME>, parameters, " + CALL_END);
    }
    int nameEnd = message.indexOf('>', start);
    int end = nameEnd < 0 ? -1 : message.indexOf(CALL_END, nameEnd);
    if (end < 0) {
      throw new MalformedToolCallException(Fault.UNCLOSED_CALL, "the tool call has no " + CALL_END);
    }
    String rest = message.substring(end + CALL_END.length());
    if (rest.contains(CALL)) {
      throw new MalformedToolCallException(
          Fault.SEVERAL_CALLS, "more than one tool call; write exactly one");
    }
    if (!rest.isBlank()) {
      throw new MalformedToolCallException(
          Fault.TEXT_AROUND_CALL, "text after " + CALL_END + "; end with the call");
    }
    String tool = message.substring(start + CALL.length(), nameEnd).strip();
    if (tool.isEmpty()) {
      throw new MalformedToolCallException(Fault.UNKNOWN_TOOL, "the tool has no name");
    }
    Map<String, String> arguments = parameters(message.substring(nameEnd + 1, end));
    return new Message(message.substring(0, start).strip(), new ToolCall(tool, arguments));
  }

  private static Map<String, String> parameters(String body) {
    Map<String, String> arguments = new LinkedHashMap<>();
    int at = 0;
    for (int start = body.indexOf(PARAMETER); start >= 0; start = body.indexOf(PARAMETER, at)) {
      requireBlank(body.substring(at, start));
      int nameEnd = body.indexOf('>', start);
      int end = nameEnd < 0 ? -1 : body.indexOf(PARAMETER_END, nameEnd);
      if (end < 0) {
        throw new MalformedToolCallException(
            Fault.MALFORMED_PARAMETER, "a parameter has no " + PARAMETER_END);
      }
      String name = body.substring(start + PARAMETER.length(), nameEnd).strip();
      if (name.isEmpty()) {
        throw new MalformedToolCallException(Fault.MALFORMED_PARAMETER, "a parameter has no name");
      }
      if (arguments.put(name, withoutEdges(body.substring(nameEnd + 1, end))) != null) {
        throw new MalformedToolCallException(
            Fault.REPEATED_PARAMETER, "parameter " + name + " is given twice");
      }
      at = end + PARAMETER_END.length();
    }
    requireBlank(body.substring(at));
    return arguments;
  }

  private static void requireBlank(String between) {
    if (!between.isBlank()) {
      throw new MalformedToolCallException(
          Fault.MALFORMED_PARAMETER,
          "text between parameters: \"" + between.strip().lines().findFirst().orElse("") + "\"");
    }
  }

  private static String withoutEdges(String value) {
    int from = value.startsWith("\n") ? 1 : 0;
    int to = value.length() > from && value.endsWith("\n") ? value.length() - 1 : value.length();
    return value.substring(from, to);
  }
}
