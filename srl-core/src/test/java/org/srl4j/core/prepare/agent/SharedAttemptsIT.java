package org.srl4j.core.prepare.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.agent.AgentTrajectory;
import org.srl4j.core.agent.AgentTurn;
import org.srl4j.core.agent.ToolCallXml;
import org.srl4j.core.agent.ToolPrompt;
import org.srl4j.core.agent.ToolSet;
import org.srl4j.core.testing.SharedData;

/**
 * Real files of the toolkits whose formats are read; counts are those of the data's description.
 */
class SharedAttemptsIT {

  private static AgentFormat format(String name) {
    return switch (name) {
      case "swe-smith" -> new SweSmithFormat();
      case "swe-agent" -> new SweAgentFormat();
      default -> new MiniSweAgentFormat();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "swe-smith, swesmith_ft_xml.jsonl, 2, 59",
    "swe-agent, swesmith_pydantic_8316.traj, 1, 22",
    "swe-agent, sweagent_marshmallow_function_calling.traj, 1, 11",
    "swe-agent, sweagent_marshmallow_thought_action.traj, 1, 12",
    "swe-agent, sweagent_marshmallow_xml.traj, 1, 11",
    "swe-agent, sweagent_function_calling_simple.traj, 1, 5",
    "swe-agent, sweagent_pydicom_1458.traj, 1, 12",
    "mini-swe-agent, minisweagent_github_issue.traj.json, 1, 10",
  })
  void everyAttemptIsReadAndEveryCallIsReadBack(String name, String file, int attempts, int steps) {
    List<AgentTrajectory> read = format(name).attempts(SharedData.file("swe/" + file));
    assertEquals(attempts, read.size());
    assertEquals(steps, read.stream().mapToInt(a -> a.turns().size()).sum());
    for (AgentTrajectory attempt : read) {
      for (AgentTurn turn : attempt.turns()) {
        assertEquals(turn.call(), ToolCallXml.parse(ToolCallXml.render(turn.call())));
      }
    }
  }

  /** SWE-agent made the command line of each call; the same calls come back from it. */
  @Test
  void commandLinesOfTheEditorAreTheCallsThatMadeThem() throws IOException {
    Path raw = SharedData.file("swe/swesmith_pydantic_8316.traj");
    int compared = 0;
    for (JsonNode message : new ObjectMapper().readTree(Files.readString(raw)).path("history")) {
      JsonNode call = message.path("tool_calls").path(0);
      if (call.isObject()) {
        assertEquals(
            RecordedCall.ofToolCall(call).call(),
            EditorCommandLine.call(message.path("action").asText()));
        compared++;
      }
    }
    assertEquals(22, compared);
  }

  @Test
  void theRawAttemptBecomesItsFineTuningRow() throws IOException {
    Path raw = SharedData.file("swe/swesmith_pydantic_8316.traj");
    Path rows = SharedData.file("swe/swesmith_ft_xml.jsonl");
    JsonNode expected = new ObjectMapper().readTree(Files.readAllLines(rows).get(1));
    JsonNode made =
        new SweSmithRows(ToolPrompt.system(ToolSet.sweSmith()))
            .row(new SweAgentFormat().attempts(raw).get(0));
    assertEquals(45, expected.path("messages").size());
    for (int i = 0; i < 45; i++) {
      assertEquals(expected.path("messages").get(i), made.path("messages").get(i), "message " + i);
    }
    assertEquals(expected, made);
  }
}
