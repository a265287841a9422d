package org.srl4j.eval.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedLinesTest {
  @TempDir private Path folder;

  @Test
  void aTornLastLineIsCountedAndCutOffSoThatTheNextOneIsWhole() throws IOException {
    AppendedLines lines = new AppendedLines(folder.resolve("rows.jsonl"));
    assertEquals(List.of(), lines.read().lines());
    lines.append(List.of("ä", "b"));
    lines.append(List.of());
    Files.writeString(lines.file(), Files.readString(lines.file()) + "torn");
    AppendedLines.Content content = lines.read();
    assertEquals(List.of("ä", "b"), content.lines());
    assertEquals(1, content.tornLines());
    assertEquals(5, content.length()); // two bytes of ä, b, two line feeds
    lines.mend(content);
    lines.append(List.of("c"));
    assertEquals("ä\nb\nc\n", Files.readString(lines.file()));
  }
}
