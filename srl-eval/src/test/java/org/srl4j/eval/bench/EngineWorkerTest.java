package org.srl4j.eval.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineWorkerTest {
  @TempDir private Path folder;

  private static EngineSetup setup(BenchCase work, Path pairs) {
    return new EngineSetup(EngineSetup.OURS, work, BenchSize.TINY, 2, pairs);
  }

  @Test
  void setupSurvivesTheWayThroughArguments() {
    EngineSetup setup = setup(BenchCase.REWARD_AUTOJUNK, Path.of("a=b.jsonl"));
    assertEquals(setup, EngineSetup.parse(setup.arguments()));
  }

  @Test
  void missingArgumentIsNamed() {
    IllegalArgumentException fault =
        assertThrows(
            IllegalArgumentException.class, () -> EngineSetup.parse(List.of("engine=srl4j")));
    assertTrue(fault.getMessage().contains("case= is missing"), fault.getMessage());
  }

  @Test
  void answersEveryRunAndEndsWithItsInput() throws IOException {
    Path pairs = folder.resolve("pairs.jsonl");
    // ("tide", "diet") is 0.25 = 0x3FD0000000000000; CRC-32 of these 8 bytes, by zlib.crc32
    Files.writeString(pairs, "{\"a\":\"tide\",\"b\":\"diet\"}\n");
    StringWriter out = new StringWriter();
    EngineWorker.serve(
        setup(BenchCase.REWARD, pairs),
        new BufferedReader(new StringReader("run\nrun\n")),
        new PrintWriter(out));
    List<String> lines = out.toString().lines().toList();
    assertEquals(3, lines.size());
    assertEquals("srl-bench ready", lines.get(0));
    String[] words = lines.get(2).split(" ");
    assertTrue(Double.parseDouble(words[1]) >= 0);
    assertEquals(2450300413.0, Double.parseDouble(words[2]));
  }
}
