package org.srl4j.eval.cli.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.cli.Ran;

class BenchCommandTest {
  @TempDir private Path folder;

  @Test
  void unknownCaseIsWrongUsage() {
    Ran ran = Ran.command("bench", "sampling");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("case: must be all or one of train-step, "), ran.err());
  }

  @Test
  void zeroThreadsAreWrongUsage() {
    Ran ran = Ran.command("bench", "reward", "--threads", "0");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("threads: must be at least 1, got 0"), ran.err());
  }

  @Test
  void badPairsAreWrongUsageBeforeAnyEngineStarts() throws IOException {
    Path pairs = Files.writeString(folder.resolve("pairs.jsonl"), "{}\n");
    Ran ran = Ran.command("bench", "reward", "--pairs", pairs.toString());
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("pairs.jsonl:1: must be"), ran.err());
  }

  @Test
  void workerIsNoCommandForUsers() {
    assertTrue(Ran.command("--help").out().contains("bench"));
    assertFalse(Ran.command("--help").out().contains("bench-worker"));
  }
}
