package org.srl4j.eval.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatCheckTest {
  /** Some seconds where the bound holds; without it longer than the world is old. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @ParameterizedTest
  @CsvSource({
    "\\\\boxed\\b, so \\boxed{5}, true",
    "\\\\boxed\\b, so \\boxes, false",
    "^\\d+$, 12, true",
    "a.c$, xx abc, true"
  })
  void anExpressionIsFoundAsJavaFindsIt(String expression, String text, boolean found) {
    assertEquals(found, new FormatCheck(expression).isIn(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(.*a){20}b", "(.*.*){12}b"})
  void anExpressionThatTriesExponentiallyManyWaysIsRefused(String expression) {
    FormatCheck check = new FormatCheck(expression);
    IllegalArgumentException e =
        assertTimeoutPreemptively(
            LIMIT,
            () ->
                assertThrows(
                    IllegalArgumentException.class, () -> check.isIn("a".repeat(60) + "!")));
    assertTrue(e.getMessage().contains(expression), e.getMessage());
    assertTrue(e.getMessage().contains("reads more than"), e.getMessage());
  }

  @Test
  void anExpressionThatUsesUpTheStackIsRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new FormatCheck("(a|b)*c").isIn("ab".repeat(1 << 20)));
    assertTrue(e.getMessage().contains("nests too deeply"), e.getMessage());
  }

  @Test
  void whatIsNoExpressionIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new FormatCheck("(a"));
    assertEquals("format: must be a regular expression, got (a: Unclosed group", e.getMessage());
  }
}
