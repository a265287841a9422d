package org.srl4j.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.testing.SharedData;

/** The fast algorithm against difflib: stored ratios and the naive port. All compared exactly. */
class SequenceMatcherParityTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RANDOM_PAIRS_PER_ALPHABET = 750;

  private final SequenceMatcherSimilarity plain = new SequenceMatcherSimilarity();
  private final SequenceMatcherSimilarity autojunk =
      new SequenceMatcherSimilarity(true, Granularity.CHARACTERS);
  private final SequenceMatcherSimilarity words =
      new SequenceMatcherSimilarity(false, Granularity.TOKENS);

  @Test
  void goldenRatiosAndBlocksAreReproduced() throws IOException {
    int rows = 0;
    try (BufferedReader lines = golden()) {
      JsonNode header = JSON.readTree(lines.readLine());
      assertEquals("make_difflib_golden.py", header.get("script").asText());
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode row = JSON.readTree(line);
        String a = row.get("a").asText();
        String b = row.get("b").asText();
        assertEquals(row.get("ratio").asDouble(), plain.apply(a, b), line);
        assertEquals(row.get("ratio_autojunk").asDouble(), autojunk.apply(a, b), line);
        assertEquals(row.get("ratio_words").asDouble(), words.apply(a, b), line);
        assertEquals(blocks(row.get("blocks")), plain.blocks(a, b), line);
        assertEquals(blocks(row.get("blocks_autojunk")), autojunk.blocks(a, b), line);
        rows++;
      }
    }
    assertEquals(204, rows);
  }

  @Test
  void sharedRatiosAndMatchCountsAreReproduced() throws IOException {
    Path file = SharedData.file("eval/difflib_ratio_cases.jsonl");
    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.size() > 50, "rows: " + lines.size());
    for (String line : lines) {
      JsonNode row = JSON.readTree(line);
      assertRow(row, "_no_autojunk", plain);
      assertRow(row, "_autojunk", autojunk);
    }
  }

  private static void assertRow(JsonNode row, String mode, SequenceMatcherSimilarity similarity) {
    Similarity.Explanation explanation =
        similarity.explain(row.get("a").asText(), row.get("b").asText());
    assertEquals(row.get("ratio" + mode).asDouble(), explanation.value(), row.toString());
    assertEquals(
        row.get("matches" + mode).asDouble(), explanation.parts().get("matched"), row.toString());
    assertEquals(
        row.get("len_a").asDouble() + row.get("len_b").asDouble(),
        explanation.parts().get("total"),
        row.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 26})
  void randomPairsEqualTheNaivePort(int letters) {
    RandomTexts texts = new RandomTexts(letters);
    for (int i = 0; i < RANDOM_PAIRS_PER_ALPHABET; i++) {
      String b = texts.text(260, 'a', letters);
      String a = i % 3 == 0 ? texts.edited(b, 0.1) : texts.text(260, 'a', letters);
      ElementPair pair = Granularity.CHARACTERS.encode(a, b);
      assertSame(pair, false);
      assertSame(pair, true);
    }
  }

  /** More than 256 different elements: keys of four elements are no longer unique. */
  @Test
  void pairsWithLargeAlphabetsEqualTheNaivePort() {
    RandomTexts texts = new RandomTexts(17);
    for (int i = 0; i < 200; i++) {
      String b = texts.text(700, 0x4e00, 1500);
      String a = texts.edited(b, 0.3);
      assertSame(Granularity.CHARACTERS.encode(a, b), i % 2 == 0);
    }
  }

  @Test
  void textsAboveTheLimitTakeTheOtherWay() {
    RandomTexts texts = new RandomTexts(19);
    String b = "x".repeat(2500) + texts.text(400, 'a', 26);
    String a = texts.edited(b, 0.1);
    assertTrue((long) a.length() * b.length() > BlockFinder.MAX_BIT_PAIRS);
    assertSame(Granularity.CHARACTERS.encode(a, b), false);
  }

  @Test
  void randomWordPairsEqualTheNaivePort() {
    RandomTexts texts = new RandomTexts(5);
    for (int i = 0; i < 500; i++) {
      // Letters 'a'..'i' and the space before '!' as separators: words of random letters.
      String a = texts.text(400, ' ', 4).replace('!', ' ');
      String b = texts.text(400, ' ', 4).replace('!', ' ');
      assertSame(Granularity.TOKENS.encode(a, b), i % 2 == 0);
    }
  }

  @Test
  void longPairsWithFewUnpopularElementsEqualTheNaivePort() {
    RandomTexts texts = new RandomTexts(11);
    for (int i = 0; i < 100; i++) {
      int letters = 20 + texts.below(120);
      String b = texts.text(500, 'A', letters);
      String a = i % 2 == 0 ? texts.edited(b, 0.2) : texts.text(500, 'A', letters);
      assertSame(Granularity.CHARACTERS.encode(a, b), true);
    }
  }

  private static void assertSame(ElementPair pair, boolean autojunk) {
    List<MatchingBlock> expected =
        new NaiveSequenceMatcher(pair.prediction(), pair.expert(), autojunk).blocks();
    assertEquals(expected, BlockFinder.find(pair, autojunk).inOrder(), pair::toString);
    if (pair.prediction().length > 0 && pair.expert().length > 0) {
      List<MatchingBlock> bits = BlockFinder.find(pair, autojunk, BitBlocks::find).inOrder();
      assertEquals(expected, bits, pair::toString);
      List<MatchingBlock> sorted = BlockFinder.find(pair, autojunk, SuffixBlocks::find).inOrder();
      assertEquals(expected, sorted, pair::toString);
    }
  }

  private static List<MatchingBlock> blocks(JsonNode rows) {
    List<MatchingBlock> blocks = new ArrayList<>();
    for (JsonNode row : rows) {
      blocks.add(new MatchingBlock(row.get(0).asInt(), row.get(1).asInt(), row.get(2).asInt()));
    }
    return blocks;
  }

  private static BufferedReader golden() {
    return new BufferedReader(
        new InputStreamReader(
            SequenceMatcherParityTest.class.getResourceAsStream("difflib_golden.jsonl"),
            StandardCharsets.UTF_8));
  }
}
