package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void aBaseThatIsRefusedIsKeptToBeLookedAt() {
    Path out = folder.resolve("out");
    Ran ran =
        Ran.command(
            "compare",
            "--recipe",
            "words",
            "--preset",
            "smoke",
            "--output",
            "" + out,
            "base.updates=2",
            "base.min_execution=0.97");
    assertNotEquals(0, ran.exitCode(), ran.out());
    for (String refused : List.of("refused-0", "refused-1000", "refused-2000")) {
      assertTrue(ran.err().contains("it is kept as bases/" + refused), ran.err());
      Path base = out.resolve("bases").resolve(refused);
      assertTrue(Files.exists(base.resolve("provenance.json")), refused);
      assertEquals(
          0, Ran.command("logprobs", "--model", "" + base, "--ids", "5,6").exitCode(), refused);
    }
    assertFalse(Files.exists(out.resolve("bases/base-0")), "none was accepted");
  }
}
