package org.srl4j.core.prepare.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.AgentTurn;
import org.srl4j.core.agent.ObservationLimit;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.data.Step;
import org.srl4j.core.prepare.JsonLines;
import org.srl4j.core.prepare.MalformedDataException;
import org.srl4j.core.prepare.TrajectorySet;

class AgentLayoutTest {
  private static final int ATTEMPTS = 200;

  @TempDir private Path folder;

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("rows.jsonl"), List.of(lines));
  }

  private static TrajectorySet read(AgentFormat format, Path file) {
    return format.steps(ObservationLimit.defaults()).read(file);
  }

  @ParameterizedTest
  @EnumSource
  void attemptsReadBackFromEveryLayout(AgentLayout layout) {
    RandomAttempts random = new RandomAttempts(17);
    List<AgentTrajectory> made = new ArrayList<>();
    for (int i = 0; i < ATTEMPTS; i++) {
      made.add(random.next("attempt-" + i, layout.tools()));
    }
    Path rows = folder.resolve("rows.jsonl");
    JsonLines.write(rows, made.stream().map(layout::row));
    List<AgentTrajectory> read = layout.format().attempts(rows);
    assertEquals(ATTEMPTS, read.size());
    for (int i = 0; i < ATTEMPTS; i++) {
      assertEquals(made.get(i).id(), read.get(i).id());
      assertEquals(made.get(i).issue(), read.get(i).issue());
      assertEquals(made.get(i).turns(), read.get(i).turns());
    }
  }

  private static final String ASK = "{\"role\":\"user\",\"content\":\"fix it\"}";

  private static String call(String id, String arguments) {
    return "{\"id\":\""
        + id
        + "\",\"function\":{\"name\":\"bash\",\"arguments\":"
        + arguments
        + "}}";
  }

  private static String row(String... messages) {
    return "{\"instance_id\":\"a\",\"messages\":[" + String.join(",", messages) + "]}";
  }

  @Test
  void severalCallsOfAMessageAreAStepEachWithTheirOwnAnswer() throws IOException {
    Path rows =
        file(
            row(
                ASK,
                "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
                    + call("1", "{\"command\":\"a\"}")
                    + ","
                    + call("2", "\"{\\\"command\\\":\\\"b\\\"}\"")
                    + "]}",
                "{\"role\":\"tool\",\"tool_call_id\":\"2\",\"content\":\"said b\"}",
                "{\"role\":\"tool\",\"tool_call_id\":\"1\",\"content\":\"said a\"}"));
    AgentTrajectory attempt = new SweSmithFormat().attempts(rows).get(0);
    assertEquals(
        List.of(
            new AgentTurn("", ToolCall.bash("a"), "said a"),
            new AgentTurn("", ToolCall.bash("b"), "said b")),
        attempt.turns());
    assertEquals(
        Map.of("message with several calls: a step for each", 1),
        read(new SweSmithFormat(), rows).notes());
  }

  @Test
  void argumentsThatAreNoObjectAreLeftOutAndNoArgumentsAreNone() throws IOException {
    Path rows =
        file(
            row(
                ASK,
                "{\"role\":\"assistant\",\"tool_calls\":[" + call("1", "\"[1]\"") + "]}",
                "{\"role\":\"assistant\",\"tool_calls\":[" + call("2", "\"{\"") + "]}",
                "{\"role\":\"assistant\",\"tool_calls\":[" + call("3", "null") + "]}"));
    TrajectorySet set = read(new SweSmithFormat(), rows);
    assertEquals(Map.of("message of the agent left out: malformed_parameter", 2), set.notes());
    assertEquals(
        "rows.jsonl:1", set.places().get("message of the agent left out: malformed_parameter"));
    List<Step> steps = set.trajectories().get(0).steps();
    assertEquals("<function=bash>\n</function>", steps.get(0).text());
  }

  @Test
  void aReminderAfterAnAnswerIsPartOfWhatTheAgentSaw() throws IOException {
    Path rows =
        file(
            row(
                ASK,
                "{\"role\":\"assistant\",\"tool_calls\":[" + call("1", "{}") + "]}",
                "{\"role\":\"tool\",\"tool_call_id\":\"1\",\"content\":\"src\"}",
                "{\"role\":\"user\",\"content\":\"Go on.\"}",
                "{\"role\":\"assistant\",\"tool_calls\":[" + call("2", "{}") + "]}"));
    AgentTrajectory attempt = new SweSmithFormat().attempts(rows).get(0);
    assertEquals("src\n\nGo on.", attempt.turns().get(0).observation());
  }

  @Test
  void aFencedExampleBesideFunctionCallsIsNoCommand() throws IOException {
    Path rows =
        file(
            row(
                ASK,
                "{\"role\":\"assistant\",\"content\":\"Plan:\\n```\\nrm -rf build\\n```\"}",
                "{\"role\":\"user\",\"content\":\"Go on.\"}",
                "{\"role\":\"assistant\",\"tool_calls\":[" + call("1", "{}") + "]}"));
    TrajectorySet set = read(new SweSmithFormat(), rows);
    assertEquals(1, set.trajectories().get(0).steps().size());
    assertEquals(Map.of("message of the agent left out: missing_call", 1), set.notes());
  }

  @Test
  void partsThatAreNoTextAreNoted() throws IOException {
    Path rows =
        file(
            row(
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"fix \"},"
                    + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}},\"it\"]}",
                "{\"role\":\"assistant\",\"tool_calls\":[" + call("1", "{}") + "]}"));
    assertEquals("fix it", new SweSmithFormat().attempts(rows).get(0).issue());
    assertEquals(
        Map.of("part of a message left out: image_url", 1),
        read(new SweSmithFormat(), rows).notes());
  }

  @Test
  void aFileWithoutAUsableAttemptIsAnErrorWithEveryReasonAndItsPlace() throws IOException {
    Path rows =
        file(
            row(ASK, "{\"role\":\"assistant\",\"content\":\"done\"}"),
            "",
            row(ASK, "{\"role\":\"assistant\",\"content\":\"done\"}"),
            row("{\"role\":\"assistant\",\"content\":\"done\"}"));
    Exception e =
        assertThrows(MalformedDataException.class, () -> read(new SweSmithFormat(), rows));
    assertTrue(e.getMessage().contains("none of 3 rows holds a usable trajectory"), e.getMessage());
    assertTrue(e.getMessage().contains("no tool call: 2, first at rows.jsonl:1"), e.getMessage());
    assertTrue(e.getMessage().contains("agent: 1, first at rows.jsonl:4"), e.getMessage());
    assertThrows(MalformedDataException.class, () -> new SweSmithFormat().attempts(rows));
  }

  @Test
  void eventsOfOpenHandsAndUnknownListsAreRefusedByName() throws IOException {
    Path events =
        file(
            "{\"history\":[{\"source\":\"agent\",\"action\":\"run\",\"args\":{\"command\":\"ls\"}}]}");
    Exception e =
        assertThrows(MalformedDataException.class, () -> read(new SweAgentFormat(), events));
    assertTrue(e.getMessage().contains("events of OpenHands"), e.getMessage());
    Path other = file("{\"dialogue\":[]}");
    e = assertThrows(MalformedDataException.class, () -> read(new SweSmithFormat(), other));
    assertTrue(e.getMessage().contains("messages, history, trajectory"), e.getMessage());
    assertTrue(e.getMessage().contains("[dialogue]"), e.getMessage());
  }
}
