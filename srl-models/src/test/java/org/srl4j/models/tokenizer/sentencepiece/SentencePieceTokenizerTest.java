package org.srl4j.models.tokenizer.sentencepiece;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.models.io.CheckpointFormatException;
import org.srl4j.models.tokenizer.Tokenizers;

class SentencePieceTokenizerTest {
  private static final int FIRST = ScoredVocabulary.FIRST_BYTE + ScoredVocabulary.BYTES;

  @TempDir private Path folder;

  /** Special tokens, bytes, then " ", a, b, c, ab (score -1), bc (-2), " ab" (-3). */
  private static SentencePieceTokenizer tokenizer() {
    List<String> tokens = new ArrayList<>(List.of("<unk>", "\n<s>\n", "\n</s>\n"));
    for (int b = 0; b < ScoredVocabulary.BYTES; b++) {
      tokens.add(String.format("<0x%02X>", b));
    }
    tokens.addAll(List.of(" ", "a", "b", "c", "ab", "bc", " ab"));
    float[] scores = new float[tokens.size()];
    Arrays.fill(scores, 0, FIRST, 0);
    scores[FIRST + 4] = -1;
    scores[FIRST + 5] = -2;
    scores[FIRST + 6] = -3;
    return new SentencePieceTokenizer(new ScoredVocabulary(tokens, scores));
  }

  @Test
  void thePairWithTheHighestScoreIsMergedFirst() {
    // " abc": ab (-1) before bc (-2), then " ab" (-3): [" ab", c]
    assertArrayEquals(new int[] {FIRST + 6, FIRST + 3}, tokenizer().encode("abc"));
    // " bcab": ab at the right first, then bc: [" ", bc, ab]
    assertArrayEquals(new int[] {FIRST, FIRST + 5, FIRST + 4}, tokenizer().encode("bcab"));
  }

  @Test
  void unknownCharactersBecomeTheirBytes() {
    // U+00E4 is C3 A4
    assertArrayEquals(
        new int[] {FIRST, ScoredVocabulary.FIRST_BYTE + 0xC3, ScoredVocabulary.FIRST_BYTE + 0xA4},
        tokenizer().encode("\u00e4"));
  }

  @Test
  void textsComeBackAndSpecialTokensGiveNone() {
    for (String text : List.of("", "abc", " ab  c", "\u00e4\ud83d\ude00\n", "  ")) {
      assertEquals(text, tokenizer().decode(tokenizer().encode(text)));
    }
    assertEquals("", tokenizer().decode(new int[] {0, 1, 2}));
    assertEquals(1, tokenizer().beginOfSequenceId().orElseThrow());
  }

  @Test
  void aSavedVocabularyIsReadBack() throws IOException {
    tokenizer().save(folder);
    SentencePieceTokenizer read = (SentencePieceTokenizer) Tokenizers.load(folder);
    assertEquals(tokenizer().vocabulary().tokens(), read.vocabulary().tokens());
    assertArrayEquals(tokenizer().vocabulary().scores(), read.vocabulary().scores());
  }

  @Test
  void aLongWordTakesLittleMoreThanLinearTime() {
    String word = "ab".repeat(500_000);
    assertTimeout(
        Duration.ofSeconds(30), // about a second; hours when quadratic
        () -> assertEquals(500_000, tokenizer().encode(word).length));
  }

  private CheckpointFormatException fault(ByteBuffer bytes) throws IOException {
    Path file = folder.resolve("tokenizer.bin");
    Files.write(file, Arrays.copyOf(bytes.array(), bytes.position()));
    return assertThrows(CheckpointFormatException.class, () -> ScoredVocabulary.read(file));
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void brokenFilesNameTheToken() throws IOException {
    assertMessage("from 4 to", fault(buffer().put((byte) 1)));
    assertMessage("token 0: cut off", fault(buffer().putInt(1).putFloat(0)));
    assertMessage("token 0: the score", fault(buffer().putInt(1).putFloat(Float.NaN).putInt(1)));
    assertMessage(
        "token 0: the length must be from 1 to 0 bytes, got 2000000000",
        fault(buffer().putInt(1).putFloat(0).putInt(2_000_000_000)));
    assertMessage(
        "token 0: its bytes are not UTF-8",
        fault(buffer().putInt(1).putFloat(0).putInt(1).put((byte) 0xFF)));
    assertMessage(
        "at least 259 of them", fault(buffer().putInt(1).putFloat(0).putInt(1).put((byte) 'a')));
  }

  private static void assertMessage(String part, Exception e) {
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
