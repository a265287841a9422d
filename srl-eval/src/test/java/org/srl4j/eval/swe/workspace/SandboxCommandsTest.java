package org.srl4j.eval.swe.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.srl4j.core.agent.ToolCall;
import org.srl4j.eval.sandbox.Limits;
import org.srl4j.eval.sandbox.Sandbox;
import org.srl4j.eval.swe.checkout.SourceTree;

@EnabledOnOs(OS.LINUX)
class SandboxCommandsTest {
  private final WorkspaceEnvironment environment =
      new WorkspaceEnvironment(
          SourceTree.of(Map.of("src/a.txt", "a\n")),
          Optional.empty(),
          Optional.of(
              new SandboxCommands(
                  Sandbox.with(new Limits(Duration.ofSeconds(5), 1024, 1 << 16, 1, 64)),
                  left -> assertEquals("", left))));

  @Test
  void aCommandSeesAndChangesTheWorkspaceAloneAndItsLinksAreNotFollowed() {
    environment.answer(ToolCall.bash("cd src"));
    Environment.Observation said =
        environment.answer(
            ToolCall.bash(
                "cat a.txt; echo b > /testbed/src/b.txt; ln -s /etc/passwd link; pwd; exit 3"));
    assertEquals("a\n/testbed/src\n", said.text());
    assertEquals("sandbox_command", said.event());
    assertEquals("b\n", environment.workspace().text("src/b.txt").orElseThrow());
    String read = environment.answer(ToolCall.bash("cd /testbed && cat src/link")).text();
    assertEquals("cat: src/link: No such file or directory", read);
    assertTrue(environment.diff().contains("+++ b/src/b.txt"), environment.diff());
  }

  @Test
  void anEndlessCommandIsKilledAndSaidToBe() {
    SandboxCommands impatient =
        new SandboxCommands(
            Sandbox.with(new Limits(Duration.ofSeconds(1), 1024, 1 << 16, 1, 64)),
            left -> assertEquals("", left));
    String said = impatient.run("while true; do :; done", environment.workspace(), "");
    assertTrue(said.endsWith("Killed: its time was over."), said);
  }
}
