package org.srl4j.core.agent;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.srl4j.core.agent.MalformedToolCallException.Fault;
import org.srl4j.core.agent.Tool.Parameter;

/**
 * The tools of an environment, and other names by which they are called.
 *
 * @param tools what there is
 * @param aliases another name to the tool's own, e.g. {@code execute_bash} to {@code bash}
 */
public record ToolSet(List<Tool> tools, Map<String, String> aliases) {
  private static final Pattern RANGE =
      Pattern.compile("\\[\\s*([1-9]\\d{0,8})\\s*,\\s*(-1|[1-9]\\d{0,8})\\s*\\]");
  private static final Pattern INTEGER = Pattern.compile("\\d{1,9}");

  /** Copies both. */
  public ToolSet {
    tools = List.copyOf(tools);
    aliases = Map.copyOf(aliases);
  }

  /**
   * The tools of SWE-smith's trajectories (bash, submit, str_replace_editor), also by the names of
   * SWE-Gym and OpenHands (execute_bash, finish). Descriptions are OpenHands' (MIT licence).
   */
  public static ToolSet sweSmith() {
    return new ToolSet(
        read("swe-smith-tools.json"),
        Map.of("execute_bash", ToolCall.BASH, "finish", ToolCall.SUBMIT));
  }

  private static List<Tool> read(String resource) {
    ObjectMapper mapper =
        JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();
    try (InputStream in = ToolSet.class.getResourceAsStream(resource)) {
      return List.of(mapper.readValue(in, Tool[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /**
   * Checks a call against the tools.
   *
   * @param call any call
   * @return the same call under the tool's own name
   * @throws MalformedToolCallException if there is no such tool, or a parameter is unknown, missing
   *     or of the wrong form
   */
  public ToolCall check(ToolCall call) {
    ToolCall own = canonical(call);
    String name = own.tool();
    Tool tool = find(name);
    for (Map.Entry<String, String> argument : call.arguments().entrySet()) {
      Parameter parameter =
          tool.parameter(argument.getKey())
              .orElseThrow(
                  () ->
                      new MalformedToolCallException(
                          Fault.UNKNOWN_PARAMETER,
                          argument.getKey()
                              + ": no parameter of "
                              + name
                              + ", allowed are "
                              + tool.parameterNames()));
      checkForm(parameter, argument.getValue());
    }
    for (Parameter parameter : tool.parameters()) {
      if (parameter.required() && !call.arguments().containsKey(parameter.name())) {
        throw new MalformedToolCallException(
            Fault.MISSING_PARAMETER, parameter.name() + ": " + name + " needs it");
      }
    }
    return own;
  }

  /** The same call under the tool's own name, unchecked. */
  public ToolCall canonical(ToolCall call) {
    return new ToolCall(aliases.getOrDefault(call.tool(), call.tool()), call.arguments());
  }

  /**
   * The tools that calls of an expert use: every tool and parameter seen, a parameter required if
   * all calls of its tool have it. For environments that are known by their trajectories alone.
   *
   * @param calls at least one
   */
  public static ToolSet seenIn(Collection<ToolCall> calls) {
    Map<String, List<ToolCall>> byTool = new LinkedHashMap<>();
    calls.forEach(call -> byTool.computeIfAbsent(call.tool(), t -> new ArrayList<>()).add(call));
    List<Tool> tools = new ArrayList<>();
    byTool.forEach((name, uses) -> tools.add(new Tool(name, "", parameters(uses))));
    return new ToolSet(tools, Map.of());
  }

  private static List<Parameter> parameters(List<ToolCall> uses) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    uses.forEach(call -> call.arguments().keySet().forEach(p -> counts.merge(p, 1, Integer::sum)));
    List<Parameter> parameters = new ArrayList<>();
    counts.forEach((name, count) -> parameters.add(Parameter.text(name, count == uses.size())));
    return parameters;
  }

  private Tool find(String name) {
    Optional<Tool> tool = tools.stream().filter(t -> t.name().equals(name)).findFirst();
    return tool.orElseThrow(
        () ->
            new MalformedToolCallException(
                Fault.UNKNOWN_TOOL,
                name + ": no such tool, there are " + tools.stream().map(Tool::name).toList()));
  }

  private static void checkForm(Parameter parameter, String value) {
    boolean good =
        switch (parameter.type()) {
          case STRING ->
              parameter.allowed().isEmpty() || parameter.allowed().contains(value.strip());
          case INTEGER -> INTEGER.matcher(value.strip()).matches();
          case ARRAY -> isRange(value.strip());
        };
    if (!good) {
      String allowed =
          switch (parameter.type()) {
            case STRING -> "one of " + parameter.allowed();
            case INTEGER -> "a whole number from 0";
            case ARRAY -> "[first, last], last -1 = end";
          };
      throw new MalformedToolCallException(
          Fault.BAD_VALUE, parameter.name() + ": must be " + allowed + ", got \"" + value + "\"");
    }
  }

  private static boolean isRange(String value) {
    Matcher range = RANGE.matcher(value);
    return range.matches()
        && (range.group(2).equals("-1")
            || Integer.parseInt(range.group(1)) <= Integer.parseInt(range.group(2)));
  }
}
