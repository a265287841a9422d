package org.srl4j.eval.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.reward.SequenceMatcherSimilarity;

class TextPairsTest {
  @TempDir private Path folder;

  @Test
  void drawnTextsHaveTheStatedLengthsAndAreTheSameEveryTime() throws IOException {
    Path first = folder.resolve("first.jsonl");
    Path second = folder.resolve("second.jsonl");
    TextPairs.write(first);
    TextPairs.write(second);
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    List<TextPairs.Pair> pairs = TextPairs.read(first);
    assertEquals(1000, pairs.size());
    for (TextPairs.Pair pair : pairs) {
      int length = pair.expert().length();
      assertTrue(length >= 200 && length <= 2000, () -> "expert of " + length);
    }
  }

  @Test
  void drawnTextsAreAlikeButNotEqual() throws IOException {
    Path file = folder.resolve("pairs.jsonl");
    TextPairs.write(file);
    List<TextPairs.Pair> pairs = TextPairs.read(file).subList(0, 50);
    for (TextPairs.Pair pair : pairs) {
      double ratio = new SequenceMatcherSimilarity().apply(pair.prediction(), pair.expert());
      assertTrue(ratio > 0.1 && ratio < 1, () -> "ratio " + ratio);
    }
  }

  @Test
  void lineThatIsNoPairIsNamed() throws IOException {
    Path file =
        Files.writeString(folder.resolve("bad.jsonl"), "{\"a\":\"x\",\"b\":\"y\"}\n\n[1]\n");
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> TextPairs.read(file));
    assertEquals(file + ":3: must be {\"a\": text, \"b\": text}, got [1]", fault.getMessage());
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.jsonl"), "\n");
    assertThrows(IllegalArgumentException.class, () -> TextPairs.read(file));
  }
}
