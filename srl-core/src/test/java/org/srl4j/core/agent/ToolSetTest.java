package org.srl4j.core.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.agent.MalformedToolCallException.Fault;

class ToolSetTest {
  private static final ToolSet TOOLS = ToolSet.sweSmith();

  private static ToolCall view(String range) {
    return new ToolCall(
        ToolCall.EDITOR, Map.of("command", "view", "path", "/a", "view_range", range));
  }

  private static void assertFault(Fault fault, ToolCall call) {
    MalformedToolCallException e =
        assertThrows(MalformedToolCallException.class, () -> TOOLS.check(call));
    assertEquals(fault, e.fault());
  }

  @Test
  void otherNamesBecomeTheToolsOwn() {
    assertEquals(
        ToolCall.bash("ls"), TOOLS.check(new ToolCall("execute_bash", Map.of("command", "ls"))));
    assertEquals(ToolCall.submit(), TOOLS.check(new ToolCall("finish", Map.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1, 20]", "[5,-1]", " [3, 3] "})
  void aRangeOfLinesIsAPairInOrder(String range) {
    assertEquals(view(range), TOOLS.check(view(range)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "[0, 3]", "[7, 3]", "[1, -2]", "[1, 2, 3]", "[1, 99999999999]"})
  void anythingElseIsNoRange(String range) {
    assertFault(Fault.BAD_VALUE, view(range));
  }

  @Test
  void callsThatNoToolTakesAreRefused() {
    assertFault(Fault.UNKNOWN_TOOL, new ToolCall("rm", Map.of()));
    assertFault(Fault.MISSING_PARAMETER, new ToolCall(ToolCall.BASH, Map.of()));
    assertFault(
        Fault.UNKNOWN_PARAMETER, new ToolCall(ToolCall.BASH, Map.of("command", "", "x", "")));
    assertFault(
        Fault.BAD_VALUE, new ToolCall(ToolCall.EDITOR, Map.of("command", "destroy", "path", "/a")));
  }

  @Test
  void toolsAreLearntFromTheCallsOfAnExpert() {
    ToolSet seen =
        ToolSet.seenIn(
            List.of(
                new ToolCall("open", Map.of("path", "a")),
                new ToolCall("open", Map.of("path", "a", "line", "3"))));
    assertEquals(
        MalformedToolCallException.Fault.MISSING_PARAMETER,
        assertThrows(
                MalformedToolCallException.class,
                () -> seen.check(new ToolCall("open", Map.of("line", "3"))))
            .fault());
    seen.check(new ToolCall("open", Map.of("path", "b")));
  }
}
