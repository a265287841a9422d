package org.srl4j.models.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.policy.Tokenizer;

/** What every tokenizer promises; a new one subclasses this. */
public abstract class TokenizerContract {
  /** The tokenizer under test. */
  protected abstract Tokenizer tokenizer();

  /** Texts it accepts, without padding or end tokens. */
  protected abstract List<String> texts();

  @Test
  void decodeInvertsEncode() {
    for (String text : texts()) {
      assertEquals(text, tokenizer().decode(tokenizer().encode(text)));
    }
  }

  @Test
  void idsAreInRangeAndNoSpecialTokenIsAdded() {
    Tokenizer tokenizer = tokenizer();
    for (String text : texts()) {
      for (int id : tokenizer.encode(text)) {
        assertTrue(id >= 0 && id < tokenizer.vocabularySize(), text + " gave id " + id);
        assertTrue(id != tokenizer.paddingId() && id != tokenizer.endOfSequenceId(), text);
      }
    }
  }

  @Test
  void emptyTextHasNoTokens() {
    assertEquals(0, tokenizer().encode("").length);
    assertEquals("", tokenizer().decode(new int[0]));
  }

  @Test
  void paddingAndEndGiveNoText() {
    Tokenizer tokenizer = tokenizer();
    for (String text : texts()) {
      int[] ids = tokenizer.encode(text);
      int[] padded = IntStream.concat(IntStream.of(ids), end(tokenizer)).toArray();
      assertEquals(text, tokenizer.decode(padded));
    }
  }

  @Test
  void theWholeTextNamesEverySpecialToken() {
    Tokenizer tokenizer = tokenizer();
    String end = tokenizer.decodeAll(new int[] {tokenizer.endOfSequenceId()});
    assertTrue(!end.isBlank(), "the end token has a name");
    assertTrue(tokenizer.isSpecial(tokenizer.endOfSequenceId()));
    for (String text : texts()) {
      int[] ids = tokenizer.encode(text);
      assertEquals(text, tokenizer.decodeAll(ids), "without special tokens it is the same");
      int[] ended = IntStream.concat(IntStream.of(ids), end(tokenizer)).toArray();
      String whole = tokenizer.decodeAll(ended);
      assertTrue(whole.startsWith(text) && whole.contains(end), whole);
    }
  }

  private static IntStream end(Tokenizer tokenizer) {
    return IntStream.of(tokenizer.endOfSequenceId(), tokenizer.paddingId(), tokenizer.paddingId());
  }

  @Test
  void anyIdsDecode() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      tokenizer().decode(random.ints(20, 0, tokenizer().vocabularySize()).toArray());
    }
  }

  @Test
  void idOutsideTheVocabularyIsRefused() {
    int size = tokenizer().vocabularySize();
    for (int id : new int[] {-1, size}) {
      Exception e =
          assertThrows(IllegalArgumentException.class, () -> tokenizer().decode(new int[] {id}));
      assertEquals("tokenIds: must be from 0 to " + (size - 1) + ", got " + id, e.getMessage());
    }
  }

  @Test
  void savedTokenizerLoadsAsTheSame(@TempDir Path folder) throws IOException {
    Tokenizer tokenizer = tokenizer();
    tokenizer.save(folder);
    Tokenizer loaded = Tokenizers.load(folder);
    assertEquals(tokenizer.getClass(), loaded.getClass());
    assertEquals(tokenizer.vocabularySize(), loaded.vocabularySize());
    assertEquals(tokenizer.endOfSequenceId(), loaded.endOfSequenceId());
    assertEquals(tokenizer.paddingId(), loaded.paddingId());
    for (String text : texts()) {
      assertArrayEquals(tokenizer.encode(text), loaded.encode(text));
    }
  }
}
