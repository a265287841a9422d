package org.srl4j.eval.cli.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.download.FileServer;

class DataCommandTest {
  private static final String LONG = "How many of the first ten whole numbers are odd?";

  @TempDir private Path folder;

  private String own(String name, String role, String question) throws IOException {
    Files.writeString(
        folder.resolve(name + ".jsonl"), "{\"question\":\"" + question + "\",\"answer\":\"5\"}\n");
    return Files.writeString(
            folder.resolve(name + ".yaml"),
            "role: " + role + "\ndata:\n  file: " + name + ".jsonl\n  licence: mine\n")
        .toString();
  }

  @Test
  void missingDataComeWithAnAddress() {
    Ran ran = Ran.command("data", "aime24", "--dir", "" + folder);
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().contains("missing"), ran.out());
    assertTrue(ran.out().contains("https://"), ran.out());
  }

  @Test
  void jsonHasRowsChecksumAndOverlap() throws IOException {
    Ran ran =
        Ran.command(
            "data", own("quiz", "benchmark", LONG), own("drill", "training", LONG), "--json");
    assertEquals(0, ran.exitCode(), ran.err());
    JsonNode root = new ObjectMapper().readTree(ran.out());
    assertEquals("ok", root.get("tasks").get(0).get("status").asText());
    assertEquals(1, root.get("tasks").get(0).get("rows").asInt());
    assertEquals(64, root.get("tasks").get(0).get("sha256").asText().length());
    JsonNode overlap = root.get("overlaps").get(0);
    assertEquals("drill", overlap.get("training").asText());
    assertEquals(1, overlap.get("shared").asInt());
    assertEquals(1.0, overlap.get("problems").get(0).get("share").asDouble());
  }

  @Test
  void overlapIsALine() throws IOException {
    Ran ran = Ran.command("data", own("quiz", "benchmark", LONG), own("drill", "training", LONG));
    assertTrue(ran.out().contains("drill holds 1 of the 1 problems of quiz: row-1"), ran.out());
  }

  @Test
  void unreadableFileEndsWithOne() throws IOException {
    String yaml = own("quiz", "benchmark", LONG);
    Files.writeString(folder.resolve("quiz.jsonl"), "nonsense");
    Ran ran = Ran.command("data", yaml);
    assertEquals(1, ran.exitCode());
    assertTrue(ran.out().contains("unreadable"), ran.out());
  }

  @Test
  void missingFileIsFetchedOnceAndAskedNoMore() throws IOException {
    String yaml = own("quiz", "benchmark", LONG);
    byte[] rows = Files.readAllBytes(folder.resolve("quiz.jsonl"));
    Files.delete(folder.resolve("quiz.jsonl"));
    try (FileServer server = new FileServer(rows)) {
      Files.writeString(
          Path.of(yaml), "data: {file: quiz.jsonl, url: '" + server.url() + "', rows: 1}\n");
      Ran ran = Ran.command("data", yaml, "--fetch");
      assertEquals(0, ran.exitCode(), ran.err());
      assertTrue(ran.out().contains("quiz                 ok"), ran.out());
      assertEquals(0, Ran.command("data", yaml, "--fetch").exitCode());
      assertEquals(1, server.requests().size());
      server.status = 404;
      Files.delete(folder.resolve("quiz.jsonl"));
      ran = Ran.command("data", yaml, "--fetch");
      assertEquals(1, ran.exitCode());
      assertTrue(ran.out().contains("answered 404"), ran.out());
    }
    assertEquals(2, Ran.command("data", yaml, "--fetch", "--check").exitCode());
  }

  @Test
  void unknownTaskIsAUsageError() {
    assertEquals(2, Ran.command("data", "aime99").exitCode());
  }
}
