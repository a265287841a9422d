package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.data.Completion;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.SamplingRequest;
import org.srl4j.core.policy.Tokenizer;

class SequenceTest {
  private static final Tokenizer TOKENIZER = TinyPolicies.tokenizer();
  private static final Set<Integer> END = Set.of(TOKENIZER.endOfSequenceId());

  /** Feeds tokens until the sequence ends or the text does. */
  private static Completion feed(String prompt, String text, SamplingConfig config, int maxLength) {
    Sequence sequence = new Sequence(new SamplingRequest(TOKENIZER.encode(prompt), 1));
    StopRule rule = new StopRule(config, TOKENIZER, END, maxLength);
    int[] tokens = TOKENIZER.encode(text);
    for (int i = 0; i <= tokens.length && !sequence.isFinished(); i++) {
      int token = i < tokens.length ? tokens[i] : TOKENIZER.endOfSequenceId();
      sequence.append(token, -i, rule);
    }
    assertTrue(sequence.isFinished());
    return sequence.completion(TOKENIZER);
  }

  @ParameterizedTest
  @CsvSource({
    // text, stop, limit, maxLength, expected, reason
    "123, x=, 9, 48, 123, END_OF_SEQUENCE",
    "12=3, =, 9, 48, 12=, STOP_STRING",
    "1=+2, =+, 9, 48, 1=+, STOP_STRING", // a stop of two tokens
    "1+2=, ==, 4, 48, 1+2=, LENGTH", // half a stop is none
    "123, 3, 3, 48, 123, STOP_STRING", // at the limit, but ended by itself
    "12345, x=, 3, 48, 123, LENGTH",
    "12345, x=, 9, 5, 123, LENGTH", // two tokens of prompt
  })
  void itEndsAsTheTableSays(
      String text, String stop, int limit, int maxLength, String expected, FinishReason reason) {
    Completion c = feed("ab", text, SamplingConfig.sampled(1, limit, stop), maxLength);
    assertEquals(expected, c.text());
    assertEquals(reason, c.finishReason());
    assertEquals(c.tokenIds().length, c.tokenLogProbs().length);
  }

  @Test
  void theEndTokenBelongsToTheCompletionButNotToItsText() {
    Completion c = feed("a", "12", SamplingConfig.sampled(1, 9), 48);
    assertEquals(3, c.length());
    assertEquals(TOKENIZER.endOfSequenceId(), c.tokenIds()[2]);
    assertEquals("12", c.text());
    assertArrayEquals(new float[] {0, -1, -2}, c.tokenLogProbs());
  }

  @Test
  void aStopStringInThePromptStopsNothing() {
    Sequence sequence = new Sequence(new SamplingRequest(TOKENIZER.encode("1="), 1));
    StopRule rule = new StopRule(SamplingConfig.sampled(1, 9, "=2"), TOKENIZER, END, 48);
    sequence.append(TOKENIZER.encode("2")[0], 0, rule);
    assertFalse(sequence.isFinished());
  }

  @Test
  void longCompletionsAndLongStopsAreKept() {
    String text = "0123456789".repeat(8);
    String stop = "0123456789".repeat(2) + "="; // longer than the usual window
    Completion c = feed("a", text + "=1", SamplingConfig.sampled(1, 200, stop), 300);
    assertEquals(text + "=", c.text());
    assertEquals(-79f, c.tokenLogProbs()[79]);
  }
}
