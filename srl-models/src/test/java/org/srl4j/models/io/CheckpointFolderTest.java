package org.srl4j.models.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
  record Config(int hiddenSize, List<String> names) {}

  @TempDir Path parent;

  @Test
  void replaceSwapsTheWholeFolder() throws IOException {
    Path path = parent.resolve("best");
    CheckpointFolder.replace(path, to -> Files.writeString(to.resolve("old.txt"), "1"));
    CheckpointFolder made =
        CheckpointFolder.replace(path, to -> Files.writeString(to.resolve("config.json"), "{}"));
    assertEquals(Set.of("best"), names(parent));
    assertEquals(Set.of("config.json"), names(path));
    assertEquals("{}", Files.readString(made.config()));
  }

  @Test
  void failedReplaceKeepsTheOldFolder() throws IOException {
    Path path = parent.resolve("best");
    CheckpointFolder.replace(path, to -> Files.writeString(to.resolve("old.txt"), "1"));
    assertThrows(
        IOException.class,
        () ->
            CheckpointFolder.replace(
                path,
                to -> {
                  Files.writeString(to.resolve("half.txt"), "2");
                  throw new IOException("disk full");
                }));
    assertEquals(Set.of("best"), names(parent));
    assertEquals(Set.of("old.txt"), names(path));
  }

  @Test
  void oldFolderIsThereWhileTheNewOneIsWritten() throws IOException {
    Path path = parent.resolve("best");
    CheckpointFolder.replace(path, to -> Files.writeString(to.resolve("old.txt"), "1"));
    CheckpointFolder.replace(
        path, to -> assertEquals("1", Files.readString(path.resolve("old.txt"))));
    assertFalse(Files.exists(path.resolve("old.txt")));
  }

  @Test
  void crashBetweenTheRenamesIsRepairedOnOpen() throws IOException {
    Files.createDirectory(parent.resolve("best.old"));
    Files.writeString(parent.resolve("best.old").resolve("config.json"), "{}");
    Files.createDirectory(parent.resolve("best.new"));
    CheckpointFolder opened = CheckpointFolder.open(parent.resolve("best"));
    assertTrue(Files.exists(opened.config()));
    CheckpointFolder.replace(opened.path(), to -> Files.writeString(to.resolve("a"), ""));
    assertEquals(Set.of("best"), names(parent));
  }

  @Test
  void missingFolderIsNamed() {
    Exception e =
        assertThrows(
            NoSuchFileException.class, () -> CheckpointFolder.open(parent.resolve("nowhere")));
    assertTrue(e.getMessage().contains("nowhere: no checkpoint folder"), e.getMessage());
  }

  @Test
  void configRoundTrips() throws IOException {
    Path file = parent.resolve("config.json");
    Config config = new Config(64, List.of("a", "ä"));
    JsonFiles.write(file, config);
    assertEquals(config, JsonFiles.read(file, Config.class));
  }

  @Test
  void badJsonNamesFileAndLine() throws IOException {
    Path file = parent.resolve("config.json");
    Files.writeString(file, "{\n \"hiddenSize\": 64,\n \"hidenSize\": 3}");
    assertTrue(fault(file).startsWith(file + ": line 3: Unrecognized field \"hidenSize\""));
    Files.writeString(file, "{\n \"hiddenSize\": 64,\n\"hiddenSize\": 65}");
    assertTrue(fault(file).startsWith(file + ": line 3: Duplicate field"), fault(file));
    Files.writeString(file, "{\"hiddenSize\": 64} {");
    assertTrue(fault(file).startsWith(file + ": line 1: Trailing token"), fault(file));
    Files.write(file, new byte[] {'"', (byte) 0xFF, '"'});
    assertEquals(file + ": must be UTF-8 text", fault(file));
    Files.writeString(file, "null");
    assertEquals(file + ": holds null, must hold a value", fault(file));
  }

  private static String fault(Path file) {
    return assertThrows(CheckpointFormatException.class, () -> JsonFiles.read(file, Config.class))
        .getMessage();
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(p -> p.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
