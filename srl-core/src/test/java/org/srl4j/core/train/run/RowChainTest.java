package org.srl4j.core.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowChainTest {
  private static final int ROWS = 6;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() {
    file = folder.resolve("metrics.jsonl");
    JsonLines lines = new JsonLines(file);
    lines.open("update", 0);
    for (int i = 0; i < ROWS; i++) {
      lines.write(row(i));
    }
    lines.closeQuietly();
  }

  private static Map<String, Object> row(int i) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("update", i);
    row.put("text", "says \"a_time\": " + i + " }");
    row.put("step_time", Math.sqrt(i));
    row.put("loss", i / 3.0);
    return row;
  }

  private List<String> lines() throws IOException {
    return new ArrayList<>(Files.readAllLines(file));
  }

  private Optional<String> faultOf(List<String> lines) throws IOException {
    Files.write(file, lines);
    return RowChain.check(file).fault();
  }

  /** By hand: SHA-256 of nothing, a line feed and the row with its time's value left out. */
  @Test
  void theFirstLinkIsThatOfTheDocumentation() throws IOException {
    String text = "{\"update\":0,\"text\":\"says \\\"a_time\\\": 0 }\",\"step_time\":,\"loss\":0.0";
    String link = DigestUtils.sha256Hex("\n" + text);
    assertEquals(
        text.replace("\"step_time\":", "\"step_time\":0.0") + ",\"chain\":\"" + link + "\"}",
        lines().get(0));
  }

  @Test
  void rowsAsWrittenFit() {
    RowChain.Checked checked = RowChain.check(file);
    assertEquals(Optional.empty(), checked.fault());
    assertEquals(ROWS, checked.rows());
    assertEquals(64, checked.head().length());
  }

  @Test
  void everyChangedCharacterIsFoundInItsRow() throws IOException {
    Random random = new Random(1);
    List<String> before = lines();
    for (int i = 0; i < 500; i++) {
      int at = random.nextInt(ROWS);
      String row = before.get(at);
      int place = random.nextInt(row.length());
      int time = row.indexOf("\"step_time\":") + 12;
      if (place >= time && place < row.indexOf(',', time)) {
        continue;
      }
      List<String> changed = new ArrayList<>(before);
      char other = (char) ('0' + (row.charAt(place) == '5' ? 6 : 5));
      changed.set(at, row.substring(0, place) + other + row.substring(place + 1));
      String fault = faultOf(changed).orElse("none");
      assertTrue(fault.startsWith("metrics.jsonl row " + (at + 1) + ": "), fault + place + row);
    }
  }

  @Test
  void timesMayDiffer() throws IOException {
    List<String> changed = lines();
    changed.replaceAll(row -> row.replaceAll("\"step_time\":[0-9.]+", "\"step_time\":77"));
    assertEquals(Optional.empty(), faultOf(changed));
  }

  @Test
  void rowsThatAreGoneOrElsewhereAreFound() throws IOException {
    List<String> all = lines();
    for (int i = 0; i < ROWS - 1; i++) {
      List<String> without = new ArrayList<>(all);
      without.remove(i);
      assertTrue(faultOf(without).isPresent(), "without row " + i);
      List<String> swapped = new ArrayList<>(all);
      Collections.swap(swapped, i, i + 1);
      assertTrue(faultOf(swapped).isPresent(), "swapped " + i);
    }
  }

  @Test
  void aResumedFileGoesOnWithTheChainOfWhatWasKept() throws IOException {
    List<String> whole = lines();
    JsonLines again = new JsonLines(file);
    again.open("update", 3);
    for (int i = 3; i < ROWS; i++) {
      again.write(row(i));
    }
    again.closeQuietly();
    assertEquals(whole, lines());
  }

  @Test
  void rowsAreNotWrittenToAFileThatWasRemoved() throws IOException {
    JsonLines lines = new JsonLines(file);
    lines.open("update", ROWS);
    Files.delete(file);
    UncheckedIOException fault =
        assertThrows(UncheckedIOException.class, () -> lines.write(row(ROWS)));
    assertTrue(fault.getMessage().contains("removed or moved"), fault.getMessage());
  }
}
