package org.srl4j.eval.cli.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleWriterTest {
  private static final String TERMINALS = "srl4j.terminals";

  @AfterEach
  void forget() {
    System.clearProperty(TERMINALS);
  }

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
    assertEquals(shown, VisibleWriter.visible(text));
  }

  @Test
  void nulIsShownAndLineEndsTabsAndAllOtherTextPass() {
    assertEquals("\u2400", VisibleWriter.visible("\0"));
    String text = "a\tb\r\nπ 答 \ud83d\ude00 \u00a0\n";
    assertEquals(text, VisibleWriter.visible(text));
  }

  @Test
  void everyWayToWriteIsFiltered() {
    StringWriter sink = new StringWriter();
    PrintWriter writer = VisibleWriter.of(sink);
    writer.write('\u001b');
    writer.write("a\u001bb", 1, 1);
    writer.write(new char[] {'x', '\u001b'}, 0, 2);
    writer.printf("%s", "\u001b");
    writer.append('\u001b');
    writer.flush();
    assertEquals("\u241b\u241bx\u241b\u241b\u241b", sink.toString());
  }

  @Test
  void onlyStreamsThatAreTerminalsAreFiltered() {
    System.setProperty(TERMINALS, "2");
    assertTrue(printed(1).contains("\u001b"), "a file gets every character as it is");
    assertFalse(printed(2).contains("\u001b"));
    System.setProperty(TERMINALS, "");
    assertTrue(printed(2).contains("\u001b"));
  }

  private static String printed(int number) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    VisibleWriter.of(stream, number).println("\u001b[2J");
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
