package org.srl4j.core.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path temp;

  @Test
  void configAndFactsAreWrittenAtOnce() throws IOException {
    RunFolder run =
        RunFolder.create(temp.resolve("run"), false, Map.of("lr", 0.5), Map.of("seed", 3));
    ObjectMapper json = new ObjectMapper();
    assertEquals(
        0.5, json.readTree(run.path().resolve("config.json").toFile()).get("lr").asDouble());
    JsonNode facts = json.readTree(run.path().resolve("run.json").toFile());
    assertEquals(3, facts.get("seed").asInt());
    for (String name : new String[] {"git_revision", "java_version", "nd4j_version", "os"}) {
      assertTrue(facts.hasNonNull(name), name);
    }
  }

  @Test
  void anExistingRunIsNotOverwrittenUnlessAllowed() throws IOException {
    Path path = temp.resolve("run");
    RunFolder run = RunFolder.create(path, false, Map.of(), Map.of());
    Files.writeString(run.metricsFile(), "{}");
    assertThrows(
        IllegalArgumentException.class, () -> RunFolder.create(path, false, Map.of(), Map.of()));
    assertTrue(Files.exists(run.metricsFile()));
    RunFolder.create(path, true, Map.of(), Map.of());
    assertFalse(Files.exists(run.metricsFile()));
  }

  @Test
  void whatAKilledCreationLeftIsNoRunAndInNobodysWay() throws IOException {
    Path path = Files.createDirectories(temp.resolve("run"));
    Files.writeString(path.resolve("run.json"), "{}");
    Files.writeString(path.resolve("unfinished-config.json"), "{\"lr\"");
    assertFalse(RunFolder.isRun(path));
    RunFolder run = RunFolder.create(path, false, Map.of("lr", 0.5), Map.of());
    assertTrue(RunFolder.isRun(path));
    assertEquals(0.5, run.config().get("lr").asDouble());
  }

  @Test
  void aFolderThatIsNoRunIsNeverDeleted() throws IOException {
    Files.writeString(temp.resolve("thesis.txt"), "years of work");
    assertThrows(
        IllegalArgumentException.class, () -> RunFolder.create(temp, true, Map.of(), Map.of()));
    assertTrue(Files.exists(temp.resolve("thesis.txt")));
    assertThrows(IllegalArgumentException.class, () -> RunFolder.open(temp));
  }

  @Test
  void gitRevisionIsReadFromRefPackedRefAndDetachedHead() throws IOException {
    Path git = Files.createDirectories(temp.resolve(".git/refs/heads")).getParent().getParent();
    Path below = Files.createDirectories(temp.resolve("a/b"));
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.writeString(git.resolve("packed-refs"), "# pack\nabc1 refs/heads/main\n");
    assertEquals(Optional.of("abc1"), GitRevision.around(below));
    Files.writeString(git.resolve("refs/heads/main"), "abc2\n");
    assertEquals(Optional.of("abc2"), GitRevision.around(below));
    Files.writeString(git.resolve("HEAD"), "abc3\n");
    assertEquals(Optional.of("abc3"), GitRevision.around(below));
  }
}
