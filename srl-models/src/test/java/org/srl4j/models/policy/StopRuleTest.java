package org.srl4j.models.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.srl4j.core.data.FinishReason;
import org.srl4j.core.policy.SamplingConfig;
import org.srl4j.core.policy.Tokenizer;

class StopRuleTest {

  /** A token a byte; 255 ends a sequence, 254 is padding. Counts its calls. */
  private static final class Bytes implements Tokenizer {
    private int calls;

    @Override
    public int[] encode(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      int[] ids = new int[bytes.length];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = bytes[i] & 0xFF;
      }
      return ids;
    }

    @Override
    public String decodeAll(int[] tokenIds) {
      return decode(tokenIds);
    }

    @Override
    public String decode(int[] tokenIds) {
      calls++;
      int[] kept = Arrays.stream(tokenIds).filter(id -> id < 254).toArray();
      byte[] bytes = new byte[kept.length];
      for (int i = 0; i < kept.length; i++) {
        bytes[i] = (byte) kept[i];
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public int vocabularySize() {
      return 256;
    }

    @Override
    public int endOfSequenceId() {
      return 255;
    }

    @Override
    public int paddingId() {
      return 254;
    }

    @Override
    public void save(Path folder) {
      throw new UnsupportedOperationException("not saved");
    }
  }

  private final Bytes tokenizer = new Bytes();

  private StopRule rule(String... stops) {
    return new StopRule(
        SamplingConfig.sampled(1, 100, stops),
        tokenizer,
        Set.of(tokenizer.endOfSequenceId()),
        1000);
  }

  private FinishReason after(StopRule rule, String text) {
    int[] tokens = tokenizer.encode(text);
    return rule.reason(tokens, tokens.length, tokens.length);
  }

  @Test
  void aStopCompletedByPartOfACharacterIsFound() {
    StopRule rule = rule("\u20AC"); // three tokens
    assertEquals(FinishReason.STOP_STRING, after(rule, "a\u20AC"));
    assertNull(rule.reason(tokenizer.encode("a\u20AC"), 3, 3)); // one byte is missing
  }

  @Test
  void aStopOfManyTokensIsFoundWhole() {
    String stop = "\u20AC".repeat(20); // 60 tokens
    assertEquals(FinishReason.STOP_STRING, after(rule(stop), "a" + stop));
    assertNull(after(rule(stop), "a" + stop.substring(1)));
  }

  @Test
  void textIsDecodedOnlyWhereATokenCanCompleteAStop() {
    StopRule rule = rule("=\n", "x");
    assertNull(after(rule, "1=2")); // looks at 2 by itself
    assertEquals(1, tokenizer.calls);
    assertNull(after(rule, "1=22"));
    assertEquals(1, tokenizer.calls);
    assertNull(after(rule, "1\n")); // looks at the newline, then at the text
    assertEquals(3, tokenizer.calls);
    assertEquals(FinishReason.STOP_STRING, after(rule, "1=\n"));
    assertEquals(4, tokenizer.calls);
  }

  @Test
  void withoutStopsNothingIsDecoded() {
    assertNull(after(rule(), "12"));
    assertEquals(0, tokenizer.calls);
  }
}
