package org.srl4j.models.huggingface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenIdTextTest {
  private static final TokenIdText TEXT = new TokenIdText(10, 2);

  @Test
  void textIsTheIds() {
    assertArrayEquals(new int[] {1, 9, 0}, TEXT.encode(" 1 9\n0 "));
    assertArrayEquals(new int[0], TEXT.encode(" "));
    assertEquals("1 9 0", TEXT.decode(new int[] {1, 9, 0, 2}));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "-1", "one", "99999999999"})
  void anythingElseIsRefusedWithTheReason(String word) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> TEXT.encode("1 " + word));
    assertTrue(e.getMessage().contains("has no tokenizer"), e.getMessage());
    assertTrue(e.getMessage().endsWith("got " + word), e.getMessage());
  }
}
