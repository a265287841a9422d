package org.srl4j.core.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.srl4j.core.reward.block.MatchingBlock;

/** What {@code difflib_values.py} prints, and the same of our own. */
final class DifflibValues {
  /** Of the pairs whose values are stored. */
  static final long SEED = 2510_25992L;

  /** How many these are. */
  static final int STORED = 10_000;

  private static final SequenceMatcherSimilarity PLAIN = new SequenceMatcherSimilarity();
  private static final SequenceMatcherSimilarity AUTOJUNK =
      new SequenceMatcherSimilarity(true, Granularity.CHARACTERS);
  private static final SequenceMatcherSimilarity WORDS =
      new SequenceMatcherSimilarity(false, Granularity.TOKENS);

  private DifflibValues() {}

  /** The pairs as the script reads them. */
  static String input(List<ParityPairs> pairs) {
    StringBuilder lines = new StringBuilder();
    pairs.forEach(pair -> lines.append(pair.json()).append('\n'));
    return lines.toString();
  }

  /**
   * Compares all values of all pairs to the last bit; how many pairs differ by autojunk.
   *
   * @param printed by the script
   */
  static int assertOurs(List<String> printed, List<ParityPairs> pairs) throws IOException {
    JsonNode header = new ObjectMapper().readTree(printed.get(0));
    assertEquals("difflib_values.py", header.get("script").asText());
    assertEquals(sha256(input(pairs)), header.get("sha256").asText(), "made of other pairs");
    assertEquals(pairs.size(), printed.size() - 1);
    int modesDiffer = 0;
    for (int i = 0; i < pairs.size(); i++) {
      ParityPairs pair = pairs.get(i);
      String[] values = printed.get(i + 1).split(" ");
      assertRatio(values[0], PLAIN, pair);
      assertRatio(values[1], AUTOJUNK, pair);
      assertRatio(values[2], WORDS, pair);
      assertEquals(values[3], blocks(PLAIN, pair), pair::json);
      assertEquals(values[4], blocks(AUTOJUNK, pair), pair::json);
      modesDiffer += values[0].equals(values[1]) ? 0 : 1;
    }
    return modesDiffer;
  }

  private static void assertRatio(String value, Similarity similarity, ParityPairs pair) {
    assertEquals(Double.parseDouble(value), similarity.apply(pair.a(), pair.b()), pair::json);
  }

  private static String blocks(SequenceMatcherSimilarity similarity, ParityPairs pair) {
    StringBuilder text = new StringBuilder();
    for (MatchingBlock block : similarity.blocks(pair.a(), pair.b())) {
      text.append(block.predictionStart()).append(' ');
      text.append(block.expertStart()).append(' ');
      text.append(block.size()).append(';');
    }
    CRC32 sum = new CRC32();
    sum.update(text.toString().getBytes(StandardCharsets.US_ASCII));
    return "%08x".formatted(sum.getValue());
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
