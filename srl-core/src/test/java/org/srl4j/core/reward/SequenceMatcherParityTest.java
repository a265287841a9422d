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
import org.srl4j.core.reward.block.MatchingBlock;
import org.srl4j.core.testing.SharedData;

/** The fast algorithm against stored ratios of difflib. All compared exactly. */
class SequenceMatcherParityTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SequenceMatcherSimilarity plain = new SequenceMatcherSimilarity();
  private final SequenceMatcherSimilarity autojunk =
      new SequenceMatcherSimilarity(true, Granularity.CHARACTERS);
  private final SequenceMatcherSimilarity words =
      new SequenceMatcherSimilarity(false, Granularity.TOKENS);

  @Test
  void goldenRatiosAndBlocksAreReproduced() throws IOException {
    int rows = 0;
    try (BufferedReader lines = resource("difflib_golden.jsonl")) {
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

  /** Thousands of seeded pairs; {@link CpythonParityIT} makes the file, and others where it can. */
  @Test
  void storedValuesOfCpythonAreReproduced() throws IOException {
    try (BufferedReader lines = resource("difflib_values.txt")) {
      List<ParityPairs> pairs = ParityPairs.of(DifflibValues.SEED, DifflibValues.STORED);
      int modesDiffer = DifflibValues.assertOurs(lines.lines().toList(), pairs);
      assertTrue(modesDiffer > 200, "pairs on which autojunk matters: " + modesDiffer);
    }
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

  private static List<MatchingBlock> blocks(JsonNode rows) {
    List<MatchingBlock> blocks = new ArrayList<>();
    for (JsonNode row : rows) {
      blocks.add(new MatchingBlock(row.get(0).asInt(), row.get(1).asInt(), row.get(2).asInt()));
    }
    return blocks;
  }

  private static BufferedReader resource(String name) {
    return new BufferedReader(
        new InputStreamReader(
            SequenceMatcherParityTest.class.getResourceAsStream(name), StandardCharsets.UTF_8));
  }
}
