package org.srl4j.models.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharTokenizerTest extends TokenizerContract {
  private static final List<String> SAMPLE =
      List.of("hello\n", "\uD83D\uDE00 1+1=2", "tab\t\u0000é");

  private final CharTokenizer tokenizer = CharTokenizer.strict(SAMPLE);

  @Override
  protected CharTokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  protected List<String> texts() {
    return SAMPLE;
  }

  @Test
  void idsFollowTheCodePoints() {
    // Ids 0 <pad>, 1 <eos>, then a = 2, b = 3, U+1F600 = 4.
    CharTokenizer small = CharTokenizer.strict(List.of("b\uD83D\uDE00a"));
    assertEquals(List.of("<pad>", "<eos>", "a", "b", "\uD83D\uDE00"), small.vocabulary());
    assertArrayEquals(new int[] {4, 2, 3}, small.encode("\uD83D\uDE00ab"));
  }

  @Test
  void strictRefusesWhatItHasNotSeen() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> tokenizer.encode("he\uD83D\uDE01"));
    assertEquals(
        "text: character '\uD83D\uDE01' (U+1F601) at position 2 is not in the vocabulary of "
            + tokenizer.vocabularySize()
            + " tokens",
        e.getMessage());
    assertEquals(0, tokenizer.unknownCount());
  }

  @Test
  void mappingCountsWhatItHasNotSeen(@TempDir Path folder) throws IOException {
    CharTokenizer mapping = CharTokenizer.mappingUnknown(List.of("ab"));
    mapping.save(folder);
    CharTokenizer loaded = (CharTokenizer) Tokenizers.load(folder);
    assertArrayEquals(new int[] {3, 2, 2, 4}, loaded.encode("axyb"));
    assertEquals("a\uFFFDb", loaded.decode(new int[] {3, 2, 4, 1}));
    loaded.encode("z");
    assertEquals(3, loaded.unknownCount());
  }

  @Test
  void halfASurrogatePairIsNoCharacter() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> CharTokenizer.strict(List.of("a\uD83D")));
    assertEquals("texts: half a surrogate pair, U+D83D, is no character", e.getMessage());
  }
}
