package org.srl4j.eval.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {
  @TempDir Path folder;

  /** Two kinds of number. */
  record Point(int x, double y) {}

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("p.json"), text);
  }

  @Test
  void aRecordComesBackAndNullIsNaN() throws IOException {
    for (Point point : new Point[] {new Point(1, 0.5), new Point(2, Double.NaN)}) {
      Path file = write(StrictJson.write(point));
      assertEquals(point, StrictJson.read(file, Point.class, "a point"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | p.json: not a point: holds null",
        "{\"x\":1,\"y\":2} {} | not a point: Trailing token",
        "{\"x\":1} | p.json at y: not a point: Missing creator property",
        "{\"x\":null,\"y\":2} | p.json at x: not a point: Cannot map `null`",
        "{\"x\":1,\"y\":2,\"z\":3} | p.json at z: not a point: Unrecognized field",
        "{\"x\":1,, | p.json:1: not a point: Unexpected character",
      })
  void whatIsNoRecordIsRefused(String text, String said) throws IOException {
    Path file = write(text);
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> StrictJson.read(file, Point.class, "a point"));
    assertTrue(e.getMessage().contains(said), e.getMessage());
  }
}
