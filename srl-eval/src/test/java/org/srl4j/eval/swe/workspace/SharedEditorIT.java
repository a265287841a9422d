package org.srl4j.eval.swe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.srl4j.core.agent.AgentTurn;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.core.agent.ToolSet;
import org.srl4j.core.prepare.agent.SweAgentFormat;
import org.srl4j.core.testing.SharedData;
import org.srl4j.eval.swe.checkout.SourceTree;

/** A real trajectory played again: the editor must answer as SWE-smith's did. */
class SharedEditorIT {
  private static final String FILE = "/testbed/pydantic/alias_generators.py";

  private static String observation(AgentTurn turn) {
    return turn.observation().replaceFirst("^OBSERVATION:\n", "").replace("\r\n", "\n");
  }

  /** A file as its view shows it. */
  private static String viewed(String observation) {
    return observation
        .lines()
        .skip(1)
        .map(line -> line.length() < 7 ? "" : line.substring(7))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void everyCallOfTheEditorIsAnsweredWordForWord() {
    List<AgentTurn> turns =
        new SweAgentFormat()
            .attempts(SharedData.file("swe/swesmith_pydantic_8316.traj"))
            .get(0)
            .turns();
    ToolSet tools = ToolSet.sweSmith();
    WorkspaceEnvironment environment = null;
    int compared = 0;
    for (AgentTurn turn : turns) {
      ToolCall call = tools.check(turn.call());
      if (!call.tool().equals(ToolCall.EDITOR)) {
        continue;
      }
      if (environment == null) { // the first call views the whole file
        assertEquals(FILE, call.arguments().get("path"));
        SourceTree tree = SourceTree.of(Map.of(FILE.substring(9), viewed(observation(turn))));
        environment = new WorkspaceEnvironment(tree, Optional.empty(), Optional.empty());
      }
      assertEquals(observation(turn), environment.answer(call).text().stripTrailing());
      compared++;
    }
    assertEquals(9, compared);
  }
}
