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

class VisibleWriterTest {
  private static final String TERMINALS = "srl4j.terminals";

  @AfterEach
  void forget() {
    System.clearProperty(TERMINALS);
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
