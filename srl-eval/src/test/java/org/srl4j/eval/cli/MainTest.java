package org.srl4j.eval.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @Test
  void helpAndVersionExitWithZero() {
    assertEquals(0, Ran.command("--help").exitCode());
    assertEquals("srl4j 0.1.0-SNAPSHOT", Ran.command("--version").out().strip());
  }

  @Test
  void missingSubcommandIsWrongUsage() {
    Ran ran = Ran.command();
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("A subcommand is missing."), ran.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare", "train", "eval", "generate", "prepare", "score", "report"})
  void everyCommandHasHelpWithAnExample(String command) {
    Ran ran = Ran.command(command, "--help");
    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().contains("Example: srl " + command), ran.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare", "train", "eval", "generate", "prepare", "score", "report"})
  void unknownOptionIsWrongUsage(String command) {
    Ran ran = Ran.command(command, "--no-such-option");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("Usage: srl " + command), ran.err());
  }
}
