package org.srl4j.eval.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.cli.Ran;

class DryRunIT {
  @TempDir Path folder;

  private static List<String> scratch() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> "" + file.getFileName())
          .filter(n -> n.startsWith("srl4j-dry-run"))
          .toList();
    }
  }

  @Test
  void aComparisonIsForetoldByPhaseAndNothingIsWritten() throws IOException {
    List<String> before = scratch();
    Path output = folder.resolve("out");
    Ran ran = Ran.command("compare", "--preset", "smoke", "--dry-run", "--output", "" + output);
    assertEquals(0, ran.exitCode(), ran.err());
    assertFalse(Files.exists(output), "nothing is written");
    assertEquals(before, scratch(), "what it needed meanwhile is gone");
    for (String phase :
        List.of("SFT (outline)", "RLVR", "SRL", "SRL → RLVR", "test of a method", "total")) {
      assertTrue(ran.out().lines().anyMatch(line -> line.startsWith(phase)), ran.out());
    }
    assertTrue(ran.out().contains("MiB"), ran.out());
    assertTrue(ran.out().contains("SRL → RLVR starts from srl, which is not trained yet"));
    assertTrue(ran.out().contains("Not known: how long completions"), ran.out());
  }

  @Test
  void aTrainingIsForetoldAndWhatIsWrongIsSaidBefore() {
    Path output = folder.resolve("out");
    String[] words = {"train", "--preset", "smoke", "--dry-run", "--output", "" + output};
    Ran ran =
        Ran.command(
            Stream.concat(Stream.of(words), Stream.of("--method", "srl")).toArray(String[]::new));
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().contains("3 collections of "), ran.out());
    assertFalse(ran.out().contains("test of a method"), ran.out());
    assertFalse(Files.exists(output), "nothing is written");
    Ran wrong =
        Ran.command(
            Stream.concat(Stream.of(words), Stream.of("--method", "slr")).toArray(String[]::new));
    assertEquals(2, wrong.exitCode(), wrong.out());
  }
}
