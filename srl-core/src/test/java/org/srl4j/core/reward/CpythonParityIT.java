package org.srl4j.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bit equality with the difflib of the python3 on the PATH. What it says of the stored pairs stands
 * in {@code target/difflib_values.txt} afterwards.
 */
class CpythonParityIT {
  private static final int PAIRS = 5_000;
  private static final long OTHER_SEED = 20_261_130L;
  private static final int TIMEOUT_SECONDS = 300;

  @TempDir private Path folder;

  @BeforeEach
  void needsPython() {
    assumeTrue(
        pythonOnPath(), "skipped: no python3 on the PATH; its stored values are compared anyway");
  }

  @Test
  void valuesEqualCpythons() throws IOException, InterruptedException {
    List<ParityPairs> pairs = ParityPairs.of(OTHER_SEED, PAIRS);
    List<String> printed = python(pairs, folder.resolve("values.txt"));
    int modesDiffer = DifflibValues.assertOurs(printed, pairs);
    assertTrue(modesDiffer > 200, "pairs on which autojunk matters: " + modesDiffer);
  }

  @Test
  void theStoredValuesAreThisPythons() throws IOException, InterruptedException {
    List<ParityPairs> pairs = ParityPairs.of(DifflibValues.SEED, DifflibValues.STORED);
    List<String> printed = python(pairs, Path.of("target/difflib_values.txt"));
    try (BufferedReader stored =
        new BufferedReader(
            new InputStreamReader(
                getClass().getResourceAsStream("difflib_values.txt"), StandardCharsets.UTF_8))) {
      List<String> lines = stored.lines().toList();
      // The first line has version and date.
      assertEquals(lines.subList(1, lines.size()), printed.subList(1, printed.size()));
    }
  }

  private List<String> python(List<ParityPairs> pairs, Path output)
      throws IOException, InterruptedException {
    Path script = folder.resolve("difflib_values.py");
    try (InputStream source = getClass().getResourceAsStream("difflib_values.py")) {
      Files.copy(source, script);
    }
    Path input = Files.writeString(folder.resolve("pairs.jsonl"), DifflibValues.input(pairs));
    Path errors = folder.resolve("errors.txt");
    Process python =
        new ProcessBuilder("python3", script.toString())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    boolean ended = python.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    python.destroyForcibly();
    assertTrue(ended, "python3 did not end in " + TIMEOUT_SECONDS + " s");
    assertEquals(0, python.exitValue(), Files.readString(errors));
    return Files.readAllLines(output);
  }

  private static boolean pythonOnPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
  }
}
