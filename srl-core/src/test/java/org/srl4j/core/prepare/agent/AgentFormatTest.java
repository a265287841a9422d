package org.srl4j.core.prepare.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.ObservationLimit;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.agent.ToolPrompt;
import org.srl4j.core.agent.ToolSet;
import org.srl4j.core.data.Step;
import org.srl4j.core.prepare.MalformedDataException;
import org.srl4j.core.prepare.Preparation;
import org.srl4j.core.prepare.PrepareOptions;
import org.srl4j.core.prepare.PromptTemplate;
import org.srl4j.core.prepare.StepOptions;
import org.srl4j.core.prepare.TrajectorySet;

class AgentFormatTest {
  private static final String LS =
      "<function=bash>\\n<parameter=command>ls</parameter>\\n</function>";
  private static final String END = "<function=submit>\\n</function>";

  @TempDir private Path folder;

  private Path file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static String message(String role, String content) {
    return "{\"role\":\"" + role + "\",\"content\":\"" + content + "\"}";
  }

  private static String row(String id, String... messages) {
    return "{\"instance_id\":\"" + id + "\",\"messages\":[" + String.join(",", messages) + "]}";
  }

  private static TrajectorySet read(AgentFormat format, Path file) {
    return format.steps(ObservationLimit.defaults()).read(file);
  }

  private Path twoRounds() throws IOException {
    return file(
        "rows.jsonl",
        row(
            "a",
            message("system", "tools"),
            message("user", "fix it"),
            message("assistant", "Look.\\n\\n" + LS),
            message("user", "OBSERVATION:\\nsrc"),
            message("assistant", "\\n\\n" + END)));
  }

  @Test
  void aStepIsTheCallWithoutProseAndKeepsWhatTheEnvironmentAnswered() throws IOException {
    List<Step> steps = read(new SweSmithFormat(), twoRounds()).trajectories().get(0).steps();
    assertEquals(
        new Step(
            1,
            Optional.empty(),
            "<function=bash>\n<parameter=command>ls</parameter>\n</function>",
            Optional.of("src")),
        steps.get(0));
    assertEquals("<function=submit>\n</function>", steps.get(1).text());
    assertEquals(Optional.empty(), steps.get(1).observation());
  }

  @Test
  void attemptsBecomeTheRowsTheyCameFrom() throws IOException {
    Path rows = twoRounds();
    Path again = folder.resolve("again.jsonl");
    new SweSmithRows("tools").write(again, new SweSmithFormat().attempts(rows));
    assertEquals(
        new SweSmithFormat().attempts(rows).get(0).turns(),
        new SweSmithFormat().attempts(again).get(0).turns());
  }

  @Test
  void promptsShowTheIssueAndTheLastRounds() throws IOException {
    Path rows =
        file(
            "rows.jsonl",
            row(
                "a",
                message("user", "fix it"),
                message("assistant", LS),
                message("user", "one"),
                message("assistant", LS),
                message("user", "two"),
                message("assistant", LS),
                message("user", "three"),
                message("assistant", END)));
    PrepareOptions options =
        new PrepareOptions(
            new StepOptions(true, false),
            PromptTemplate.softwareEngineering(),
            Optional.empty(),
            OptionalInt.empty());
    Preparation prepared = Preparation.of(read(new SweSmithFormat(), rows), options);
    String last = prepared.instances().get(3).prompt();
    assertTrue(last.contains("fix it") && last.contains("two") && last.contains("three"), last);
    assertTrue(!last.contains("one\n"), last);
    assertEquals(
        "<function=submit>\n</function>",
        prepared.instances().get(3).context().expertStep().text());
  }

  @Test
  void otherToolNamesBecomeSweSmiths() throws IOException {
    Path rows =
        file(
            "rows.jsonl",
            row(
                "a",
                message("user", "fix it"),
                message(
                    "assistant",
                    "<function=execute_bash>\\n<parameter=command>ls</parameter>\\n</function>"),
                message("user", "src"),
                message("assistant", "<function=finish>\\n</function>")));
    AgentTrajectory attempt = new SweSmithFormat().attempts(rows).get(0);
    assertEquals(ToolCall.bash("ls"), attempt.turns().get(0).call());
    assertEquals(ToolCall.submit(), attempt.turns().get(1).call());
  }

  @Test
  void whatIsLeftOutIsCounted() throws IOException {
    Path rows =
        file(
            "rows.jsonl",
            row(
                "a",
                message("user", "fix it"),
                message("assistant", "I am done"),
                message("user", "go on"),
                message("assistant", LS),
                message("user", "x".repeat(50))),
            row("a", message("user", "fix it"), message("assistant", LS)),
            row("b", message("user", "fix it"), message("assistant", "no call")),
            row("c", message("assistant", LS)));
    TrajectorySet set = new SweSmithFormat().steps(new ObservationLimit(40)).read(rows);
    assertEquals(
        Map.of(
            "message of the agent left out: missing_call", 1,
            "observation cut to 40 characters", 1,
            "further attempt at an instance", 1),
        set.notes());
    assertEquals(
        Map.of("no tool call", 1, "no issue before the first message of the agent", 1),
        set.dropped());
    assertEquals("a#2", set.trajectories().get(1).problem().id());
  }

  @Test
  void callsThatAreNoListAreLeftOut() throws IOException {
    Path traj =
        file(
            "x.traj",
            "{\"history\":["
                + message("user", "fix it")
                + ",{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":{\"function\":{\"name\":\"bash\"}}}"
                + ",{\"role\":\"assistant\",\"content\":\"go\",\"action\":\"ls\"}]}");
    AgentTrajectory attempt = new SweAgentFormat().attempts(traj).get(0);
    assertEquals(1, attempt.turns().size());
    assertEquals(ToolCall.bash("ls"), attempt.turns().get(0).call());
  }

  @Test
  void functionCallsAndWrittenCommandsAreBothRead() throws IOException {
    String call =
        "{\"role\":\"assistant\",\"content\":\"look\",\"tool_calls\":[{\"function\":{\"name\":"
            + "\"str_replace_editor\",\"arguments\":\"{\\\"command\\\":\\\"view\\\",\\\"path\\\":"
            + "\\\"/a\\\",\\\"view_range\\\":[1,20]}\"}}]}";
    String written =
        "{\"role\":\"assistant\",\"content\":\"go ```\\nls\\n```\",\"thought\":\"go\","
            + "\"action\":\"ls\\n\"}";
    Path traj =
        file(
            "x.traj",
            "{\"history\":["
                + "{\"role\":\"user\",\"content\":\"a demonstration\",\"is_demo\":true},"
                + message("user", "fix it")
                + ","
                + call
                + ",{\"role\":\"tool\",\"content\":[{\"type\":\"text\",\"text\":\"1: x\"}]},"
                + written
                + "],\"info\":{\"exit_status\":\"submitted\"}}");
    AgentTrajectory attempt = new SweAgentFormat().attempts(traj).get(0);
    assertEquals("x", attempt.id());
    assertEquals("fix it", attempt.issue());
    assertEquals("[1, 20]", attempt.turns().get(0).call().arguments().get("view_range"));
    assertEquals("1: x", attempt.turns().get(0).observation());
    assertEquals(ToolCall.bash("ls"), attempt.turns().get(1).call());
    assertEquals("go", attempt.turns().get(1).prose());
    assertEquals("submitted", attempt.tags().get("exit_status"));
  }

  @Test
  void aBareListOfMessagesIsOneAttempt() throws IOException {
    Path list =
        file(
            "m.traj.json",
            "[" + message("user", "fix it") + ",",
            message("assistant", "Look.\\n\\n```mswea_bash_command\\nls -la\\n```") + ",",
            message("user", "<returncode>0</returncode>") + "]");
    AgentTrajectory attempt = new MiniSweAgentFormat().attempts(list).get(0);
    assertEquals(ToolCall.bash("ls -la"), attempt.turns().get(0).call());
    assertEquals("<returncode>0</returncode>", attempt.turns().get(0).observation());
  }

  @Test
  void aWrongFieldNamesFileLineAndField() throws IOException {
    Path rows = file("rows.jsonl", row("a", message("user", "x")), row("b", message("boss", "x")));
    MalformedDataException e =
        assertThrows(MalformedDataException.class, () -> read(new SweSmithFormat(), rows));
    assertTrue(e.getMessage().contains("rows.jsonl:2: messages[0].role"), e.getMessage());
  }

  @Test
  void theToolPromptNumbersToolsAndParameters() {
    String prompt = ToolPrompt.system(ToolSet.sweSmith());
    assertTrue(prompt.contains("---- BEGIN FUNCTION #3: str_replace_editor ----"), prompt);
    assertTrue(prompt.contains("  (2) path (string, required): "), prompt);
    assertTrue(prompt.contains("Allowed values: [`view`, `create`,"), prompt);
  }
}
