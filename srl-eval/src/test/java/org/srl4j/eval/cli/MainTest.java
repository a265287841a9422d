package org.srl4j.eval.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void helpAndVersionExitWithZero() {
    assertEquals(0, Main.execute("--help"));
    assertEquals(0, Main.execute("--version"));
  }

  @Test
  void missingSubcommandIsWrongUsage() {
    assertEquals(2, Main.execute());
  }
}
