package org.srl4j.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bit equality with the difflib of the python3 on the PATH. */
class CpythonParityIT {

  private static final int PAIRS = 20_000;
  private static final int TIMEOUT_SECONDS = 300;

  /** Escapes everything beyond ASCII, so that lone surrogates reach Python unharmed. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** First code point and number of letters: ASCII, Greek, CJK, and around and beyond the BMP. */
  private static final int[][] ALPHABETS = {
    {'a', 1}, {'a', 2}, {'a', 4}, {'a', 26}, {0x391, 12}, {0x4e00, 150}, {0x1f600, 5}, {0xfffe, 4},
  };

  @TempDir private Path folder;

  @Test
  void ratiosEqualCpythonsInBothModes() throws IOException, InterruptedException {
    assumeTrue(pythonOnPath(), "skipped: no python3 on the PATH");
    List<Map<String, String>> pairs = pairs();
    List<String> ratios = pythonRatios(pairs);
    assertEquals(PAIRS, ratios.size());
    SequenceMatcherSimilarity plain = new SequenceMatcherSimilarity();
    SequenceMatcherSimilarity autojunk =
        new SequenceMatcherSimilarity(true, Granularity.CHARACTERS);
    int modesDiffer = 0;
    for (int i = 0; i < PAIRS; i++) {
      String a = pairs.get(i).get("a");
      String b = pairs.get(i).get("b");
      String[] expected = ratios.get(i).split(" ");
      assertEquals(Double.parseDouble(expected[0]), plain.apply(a, b), () -> a + " | " + b);
      assertEquals(Double.parseDouble(expected[1]), autojunk.apply(a, b), () -> a + " | " + b);
      modesDiffer += expected[0].equals(expected[1]) ? 0 : 1;
    }
    assertTrue(modesDiffer > 200, "pairs on which autojunk matters: " + modesDiffer);
  }

  private static List<Map<String, String>> pairs() {
    RandomTexts texts = new RandomTexts(2510_25992L);
    List<Map<String, String>> pairs = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      int[] alphabet = ALPHABETS[texts.below(ALPHABETS.length)];
      int maxLength = i % 10 == 0 ? 300 : 60;
      String b = texts.text(maxLength, alphabet[0], alphabet[1]);
      String a =
          i % 2 == 0
              ? texts.edited(b, i % 4 == 0 ? 0.1 : 0.5)
              : texts.text(maxLength, alphabet[0], alphabet[1]);
      pairs.add(Map.of("a", a, "b", b));
    }
    return pairs;
  }

  private List<String> pythonRatios(List<Map<String, String>> pairs)
      throws IOException, InterruptedException {
    Path script = folder.resolve("difflib_ratios.py");
    try (InputStream source = getClass().getResourceAsStream("difflib_ratios.py")) {
      Files.copy(source, script);
    }
    List<String> lines = new ArrayList<>();
    for (Map<String, String> pair : pairs) {
      lines.add(JSON.writeValueAsString(pair));
    }
    Path input = Files.write(folder.resolve("pairs.jsonl"), lines);
    Path output = folder.resolve("ratios.txt");
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
