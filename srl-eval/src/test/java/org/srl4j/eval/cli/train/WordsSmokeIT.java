package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.cli.Ran;

/** The road of WORDS, on a base that can do nothing. */
class WordsSmokeIT {
  @TempDir private Path folder;

  @Test
  void comparesAndRefusesABaseBelowItsGate() throws IOException {
    Path out = folder.resolve("out");
    Ran ran =
        Ran.command("compare", "--recipe", "words", "--preset", "smoke", "--output", "" + out);
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(Files.exists(out.resolve("report.json")));
    assertTrue(ran.out().contains("execution, %"), ran.out());
    Path base = out.resolve("bases/base-0");
    assertTrue(Files.readString(base.resolve("chat_template.jinja")).contains("<|im_start|>"));

    Ran refused =
        Ran.command(
            "compare",
            "--recipe",
            "words",
            "--preset",
            "smoke",
            "--model",
            "" + base,
            "--output",
            folder.resolve("again").toString(),
            "base.min_execution=0.97");
    assertEquals(2, refused.exitCode(), refused.err());
    assertTrue(refused.err().contains("base-0 keeps the format in 0.0"), refused.err());
    assertTrue(refused.err().contains("of its turns, below 0.99"), refused.err());
  }
}
