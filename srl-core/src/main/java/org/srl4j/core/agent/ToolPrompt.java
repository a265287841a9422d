package org.srl4j.core.agent;

import java.util.Locale;
import org.srl4j.core.agent.Tool.Parameter;

/**
 * Describes tools to a policy that writes its calls as text: the system message of SWE-smith's
 * fine-tuning rows, in the form of OpenHands (MIT licence).
 */
public final class ToolPrompt {
  private static final String INTRODUCTION =
      """
      You are a helpful assistant that can interact with a computer to solve tasks.
      <IMPORTANT>
      * If user provides a path, you should NOT assume it's relative to the current working directory. Instead, you should explore the file system to find the file before working on it.
      </IMPORTANT>

      You have access to the following functions:

      """;
  private static final String RULES =
      """

      If you choose to call a function ONLY reply in the following format with NO suffix:

      Provide any reasoning for the function call here.
      <function=example_function_name>
      <parameter=example_parameter_1>value_1</parameter>
      <parameter=example_parameter_2>
      This is the value for the second parameter
      that can span
      multiple lines
      </parameter>
      </function>

      <IMPORTANT>
      Reminder:
      - Function calls MUST follow the specified format, start with <function= and end with </function>
      - Required parameters MUST be specified
      - Only call one function at a time
      - Always provide reasoning for your function call in natural language BEFORE the function call (not after)
      </IMPORTANT>""";

  private ToolPrompt() {}

  /** The system message that describes these tools and how to call them. */
  public static String system(ToolSet tools) {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    for (int i = 0; i < tools.tools().size(); i++) {
      describe(text, i + 1, tools.tools().get(i));
    }
    return text.append(RULES).toString();
  }

  private static void describe(StringBuilder text, int number, Tool tool) {
    String title = " FUNCTION #" + number;
    text.append("---- BEGIN").append(title).append(": ").append(tool.name()).append(" ----\n");
    text.append("Description: ").append(tool.description()).append('\n');
    if (tool.parameters().isEmpty()) {
      text.append("No parameters are required for this function.\n");
    } else {
      text.append("\nParameters:\n");
    }
    for (int p = 0; p < tool.parameters().size(); p++) {
      describe(text, p + 1, tool.parameters().get(p));
    }
    text.append("---- END").append(title).append(" ----\n\n");
  }

  private static void describe(StringBuilder text, int number, Parameter parameter) {
    text.append("  (").append(number).append(") ").append(parameter.name()).append(" (");
    text.append(parameter.type().name().toLowerCase(Locale.ROOT)).append(", ");
    text.append(parameter.required() ? "required" : "optional").append("): ");
    text.append(parameter.description()).append('\n');
    if (!parameter.allowed().isEmpty()) {
      text.append("Allowed values: [`");
      text.append(String.join("`, `", parameter.allowed())).append("`]\n");
    }
  }
}
