package org.srl4j.models.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordTokenizerTest extends TokenizerContract {
  private static final List<String> VOCABULARY =
      List.of(
          "<pad>",
          "<eos>",
          "<think>",
          "</think>",
          "\n",
          "Q",
          "A",
          "->",
          ":",
          ".",
          "0",
          "1",
          "2",
          "3",
          "4",
          "5",
          "6",
          "7",
          "8",
          "9",
          "rev",
          "comp",
          "rot",
          "add",
          "so",
          "maybe");
  private static final List<String> SENTENCES =
      List.of(
          "Q 517 : rev : comp : add 5\n",
          "<think> comp : 487 rot : 874 </think> 1. comp rot -> 874\n",
          "1. so comp rot -> 874\n2. rev add 5 -> 078\nA 308",
          "A 308",
          "<think> maybe rot add 5. so maybe. </think>\n\n",
          "Q 517 : rev\n1. comp -> 4\n");

  private final WordTokenizer tokenizer = new WordTokenizer(VOCABULARY);

  @Override
  protected WordTokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  protected List<String> texts() {
    return SENTENCES;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "517 | 5 1 7",
        "A 308 | A 3 0 8",
        "1. comp rot -> 874 | 1 . comp rot -> 8 7 4",
        "Q 517 : rev : add 5 | Q 5 1 7 : rev : add 5",
        "<think> comp : 487 </think> 1. so | <think> comp : 4 8 7 </think> 1 . so",
      })
  void digitsAndFullStopsAreTokensOfTheirOwn(String text, String tokens) {
    int[] ids = Arrays.stream(tokens.split(" ")).mapToInt(VOCABULARY::indexOf).toArray();
    assertArrayEquals(ids, tokenizer.encode(text));
    assertEquals(text, tokenizer.decode(ids));
  }

  @Test
  void idIsThePlaceInTheList() {
    assertArrayEquals(new int[] {15, 4, 20}, tokenizer.encode("5\nrev"));
    assertEquals(4, tokenizer.idOf("\n"));
    assertEquals(VOCABULARY, tokenizer.vocabulary());
  }

  @Test
  void encodingSplitsAtTheNewlineThatEndsAPrompt() {
    for (String prompt : SENTENCES) {
      for (String completion : SENTENCES) {
        if (prompt.endsWith("\n")) {
          int[] joined =
              IntStream.concat(
                      IntStream.of(tokenizer.encode(prompt)),
                      IntStream.of(tokenizer.encode(completion)))
                  .toArray();
          assertArrayEquals(joined, tokenizer.encode(prompt + completion));
          assertEquals(prompt + completion, tokenizer.decode(joined));
        }
      }
    }
  }

  @Test
  void encodeInvertsDecodeForAnyOrdinaryTokens() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      int[] ids = random.ints(random.nextInt(12), 2, VOCABULARY.size()).toArray();
      assertArrayEquals(ids, tokenizer.encode(tokenizer.decode(ids)), tokenizer.decode(ids));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "Q 517 : flip 3|'flip' is not in the vocabulary, at position 8 in 'Q 517 : flip 3'",
        "Q 517 x|'x' is not in the vocabulary, at position 6 in 'Q 517 x'",
        "A <eos>|'<eos>' is not in the vocabulary, at position 2 in 'A <eos>'",
        "add 51 7|two numbers must have a symbol between them, at position 6 in 'add 51 7'",
        "Q5|a blank must stand before '5', at position 1 in 'Q5'",
        "5:|a blank must stand before ':', at position 1 in '5:'",
        "1.comp|a blank must stand before 'comp', at position 2 in '1.comp'",
        "rev  rot|a blank must stand between two words, at position 3 in 'rev  rot'",
        "rev |a blank must stand between two words, at position 3 in 'rev '",
        "rev\trot|a blank must stand between two words, at position 3 in 'rev\trot'",
      })
  void otherTextIsRefusedWithItsPosition(String text, String fault) {
    assertEquals("text: " + fault, refusal(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {" rev", "rev .", "rev \n", "\n rev", " \n"})
  void blankWhereNoneBelongsIsRefused(String text) {
    assertEquals(
        "text: no blank may stand here: text starts and lines start and end without",
        refusal(text).replaceAll(", at position.*", ""));
  }

  private String refusal(String text) {
    return assertThrows(IllegalArgumentException.class, () -> tokenizer.encode(text)).getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x1 | vocabulary: a word must not hold a blank, a digit or a full stop, got 'x1'",
        "a.b | vocabulary: a word must not hold a blank, a digit or a full stop, got 'a.b'",
        "a b | vocabulary: a word must not hold a blank, a digit or a full stop, got 'a b'",
        "' ' | vocabulary: a word must not hold a blank, a digit or a full stop, got ' '",
        "'' | vocabulary: every token needs a text, token 2 has none",
        "<pad> | vocabulary: tokens must differ, got '<pad>' as 0 and 2",
      })
  void wordThatCouldNotBeReadBackIsRefused(String word, String fault) {
    List<String> words = new ArrayList<>(List.of("<pad>", "<eos>", word));
    Exception e = assertThrows(IllegalArgumentException.class, () -> new WordTokenizer(words));
    assertEquals(fault, e.getMessage());
  }

  @Test
  void endTokenIsRequired() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> new WordTokenizer(List.of("<pad>", "a")));
    assertEquals("vocabulary: needs the token <eos>, got 2 tokens without it", e.getMessage());
  }
}
