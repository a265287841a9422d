package org.srl4j.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {

  @ParameterizedTest
  @CsvSource({
    "'a\u001b[31mb', a\u241b[31mb",
    "'\u001b]0;title\u0007', \u241b]0;title\u2407",
    "'ab\b\bc', ab\u2408\u2408c",
    "'safe\revil', safe\u240devil",
    "'a\u007fb', a\u2421b",
    "'a\u009b31mb', a<U+009B>31mb",
    "'a\u202eb\u2066c', a<U+202E>b<U+2066>c"
  })
  void controlCharactersAreShown(String text, String shown) {
    assertEquals(shown, VisibleText.of(text));
    assertEquals(shown, VisibleText.line(text, 100));
  }

  @Test
  void nulIsShownAndLineEndsTabsAndAllOtherTextPass() {
    assertEquals("\u2400", VisibleText.of("\0"));
    String text = "a\tb\r\nπ 答 \ud83d\ude00 \u00a0\n";
    assertEquals(text, VisibleText.of(text));
  }

  @Test
  void aLineHasNoLineEndAndSaysHowMuchIsMissing() {
    assertEquals("a↵b↵", VisibleText.line("a\r\nb\n", 5));
    assertEquals("ab… (3 characters)", VisibleText.line("abc", 2));
    assertEquals("\ud83d\ude00… (2 characters)", VisibleText.line("\ud83d\ude00\ud83d\ude00", 1));
  }
}
