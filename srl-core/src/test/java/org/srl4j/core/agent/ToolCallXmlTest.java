package org.srl4j.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.agent.MalformedToolCallException.Fault;

class ToolCallXmlTest {

  private static ToolCall edit() {
    Map<String, String> arguments = new LinkedHashMap<>();
    arguments.put("command", "str_replace");
    arguments.put("path", "/testbed/a.py");
    arguments.put("old_str", "x = 1\n");
    arguments.put("new_str", "");
    return new ToolCall(ToolCall.EDITOR, arguments);
  }

  @Test
  void editedTextStandsOnLinesOfItsOwn() {
    assertEquals(
        """
        <function=str_replace_editor>
        <parameter=command>str_replace</parameter>
        <parameter=path>/testbed/a.py</parameter>
        <parameter=old_str>
        x = 1

        </parameter>
        <parameter=new_str>

        </parameter>
        </function>""",
        ToolCallXml.render(edit()));
  }

  @Test
  void whatIsRenderedIsReadBack() {
    assertEquals(edit(), ToolCallXml.parse(ToolCallXml.render(edit())));
    assertEquals(ToolCall.submit(), ToolCallXml.parse(ToolCallXml.render(ToolCall.submit())));
    ToolCall lines = ToolCall.bash("cat > a <<'E'\n<b>\nE");
    assertEquals(lines, ToolCallXml.parse("  " + ToolCallXml.render(lines) + "\n"));
  }

  @Test
  void argumentsKeepTheirOrder() {
    ToolCall parsed = ToolCallXml.parse(ToolCallXml.render(edit()));
    assertEquals("[command, path, old_str, new_str]", parsed.arguments().keySet().toString());
  }

  @Test
  void proseStandsBeforeTheCall() {
    ToolCallXml.Message message =
        ToolCallXml.parseMessage("Let me look.\n\n" + ToolCallXml.render(ToolCall.bash("ls")));
    assertEquals("Let me look.", message.prose());
    assertEquals(ToolCall.bash("ls"), message.call());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ls | MISSING_CALL",
        "<function=bash>\\n<parameter=command>ls</parameter> | UNCLOSED_CALL",
        "<function=bash | UNCLOSED_CALL",
        "<function=submit>\\n</function><function=submit>\\n</function> | SEVERAL_CALLS",
        "<function=submit>\\n</function> and more | TEXT_AROUND_CALL",
        "first <function=submit>\\n</function> | TEXT_AROUND_CALL",
        "<function=bash>ls</function> | MALFORMED_PARAMETER",
        "<function=bash><parameter=command>ls</function> | MALFORMED_PARAMETER",
        "<function=bash><parameter=>ls</parameter></function> | MALFORMED_PARAMETER",
        "<function=b><parameter=c>1</parameter><parameter=c>2</parameter></function>"
            + " | REPEATED_PARAMETER",
        "<function=></function> | UNKNOWN_TOOL",
      })
  void aTextThatIsNoCallSaysWhichRuleItBreaks(String text, Fault fault) {
    String action = text.replace("\\n", "\n");
    MalformedToolCallException e =
        assertThrows(MalformedToolCallException.class, () -> ToolCallXml.parse(action));
    assertEquals(fault, e.fault());
  }

  @Test
  void hostileTextIsReadInLinearTime() {
    String text = "<function=a>" + "<parameter=b>".repeat(200_000);
    assertTimeout(
        Duration.ofSeconds(5), // milliseconds when linear, minutes when quadratic
        () -> assertThrows(MalformedToolCallException.class, () -> ToolCallXml.parse(text)));
  }
}
