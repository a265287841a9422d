package org.srl4j.eval.cli.prepare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.cli.Ran;

class WordsCommandTest {
  private static final String[] SIZES = {"--train", "4", "--validation", "2", "--test", "3"};

  @TempDir private Path folder;

  private Ran words(String name, String... more) {
    List<String> all = new ArrayList<>(List.of("words", "--to", folder + "/" + name));
    all.addAll(List.of(SIZES));
    all.addAll(List.of(more));
    return Ran.command(all.toArray(String[]::new));
  }

  @Test
  void writesCheckedRowsAndTheSameAgain() throws IOException {
    Ran ran = words("one", "--seed", "2", "--conversations", "5");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().contains("of all orders are right; of 10000 random ones "), ran.out());
    assertTrue(ran.out().contains("qwen: 81 grades, all as they must be"), ran.out()); // 9 x 9
    words("two", "--seed", "2", "--conversations", "5");
    for (String file : List.of("experts.jsonl", "test.jsonl", "conversations.jsonl")) {
      Path path = folder.resolve("one").resolve(file);
      assertEquals(-1, Files.mismatch(path, folder.resolve("two").resolve(file)), file);
    }
    assertEquals(6, Files.readAllLines(folder.resolve("one/experts.jsonl")).size());
    for (String row : Files.readAllLines(folder.resolve("one/conversations.jsonl"))) {
      JsonNode messages = new ObjectMapper().readTree(row).path("messages");
      assertEquals("assistant", messages.path(2).path("role").asText());
      assertTrue(messages.path(2).path("content").asText().startsWith("<think>\n"), row);
    }
  }

  @Test
  void rowsArePreparedAsS1k() {
    words("one");
    Ran ran = Ran.command("prepare", "--format", "s1k", folder + "/one/experts.jsonl");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().contains("24"), ran.out()); // 6 trajectories of 5 steps: 4 instances each
  }

  @Test
  void refusesWhatItCannotDraw() {
    Ran ran = words("one", "--conversations", "-1");
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("--conversations: must be at least 0, got -1"), ran.err());
    assertEquals(2, Ran.command("words", "--train", "0", "--to", folder + "/x").exitCode());
  }
}
