package org.srl4j.core.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteLinesTest {
  /** 12 MiB, so lines of up to 2 MiB. */
  private static final long MEMORY = 12 << 20;

  private static final int LONGEST = 2 << 20;

  @TempDir Path folder;

  @Test
  void aLineThatTheHeapCannotHoldIsRefusedWithItsNumberAndWhatToDo() throws Exception {
    String fits = "x".repeat(LONGEST);
    Path file = Files.writeString(folder.resolve("a.jsonl"), fits + "\n" + fits + "y\n");
    try (ByteLines lines = new ByteLines(file, MEMORY)) {
      assertEquals(fits, lines.next());
      assertEquals(
          file
              + ":2: the line is longer than 2 MiB; reading a line takes about 6 times its size, and"
              + " this Java has 12 MiB. Give it more, for example SRL_JAVA_OPTS=-Xmx16g ./srl ...,"
              + " or split the row",
          assertThrows(MalformedDataException.class, lines::next).getMessage());
    }
  }
}
