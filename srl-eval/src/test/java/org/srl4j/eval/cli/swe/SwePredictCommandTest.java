package org.srl4j.eval.cli.swe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.cli.TinyModel;
import org.srl4j.eval.swe.Prediction;

class SwePredictCommandTest {
  private static final String PATCH =
      "--- a/a.py\\n+++ b/a.py\\n@@ -1 +1 @@\\n-the answer\\n+the answer is\\n";

  @TempDir private Path folder;

  @BeforeEach
  void files() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (String id : List.of("one", "two", "missing")) {
      rows.append("{\"instance_id\":\"" + id + "\",\"problem_statement\":\"the answer\",");
      rows.append("\"patch\":\"" + PATCH + "\",\"FAIL_TO_PASS\":[\"t\"],\"PASS_TO_PASS\":[]}\n");
    }
    Files.writeString(folder.resolve("instances.jsonl"), rows);
    for (String id : List.of("one", "two")) {
      Path repository = Files.createDirectories(folder.resolve("repositories/" + id));
      Files.writeString(repository.resolve("a.py"), "the answer\n");
    }
  }

  private Ran run(String command, String... more) {
    return Ran.command(
        Stream.of(
                Stream.of("swe", command),
                Stream.of("--instances", folder.resolve("instances.jsonl").toString()),
                Stream.of("--repositories", folder.resolve("repositories").toString()),
                Stream.of(more))
            .flatMap(parts -> parts)
            .toArray(String[]::new));
  }

  private Ran predict(String mode, String... more) {
    return run(
        "predict",
        Stream.concat(
                Stream.of("--mode", mode, "--model", folder.resolve("model").toString()),
                Stream.concat(
                    Stream.of("--output", folder.resolve(mode + ".jsonl").toString()),
                    Stream.of(more)))
            .toArray(String[]::new));
  }

  @Test
  void promptsAreWrittenForInstancesWithARepositoryAndTheOthersNamed() throws IOException {
    for (String form : List.of("oracle", "style-3", "localise")) {
      Path output = folder.resolve(form + ".jsonl");
      Ran ran = run("prompts", "--form", form, "--output", output.toString());
      assertEquals(0, ran.exitCode(), ran.err());
      assertTrue(ran.err().contains("missing: left out: missing: no repository"), ran.err());
      assertTrue(ran.out().startsWith("2 prompts of 3 instances, 1 without"), ran.out());
      JsonNode row = new ObjectMapper().readTree(Files.readAllLines(output).get(0));
      assertEquals("[\"a.py\"]", row.path("files").toString());
      assertTrue(row.path("text").asText().contains("the answer"), row.toString());
    }
  }

  @Test
  void anotherTemplateIsFilledAndOneWithoutItsPlacesIsAUsageError() throws IOException {
    Path template = Files.writeString(folder.resolve("t.txt"), "I: {issue}\nF: {files}\n");
    Path output = folder.resolve("out.jsonl");
    String[] arguments = {"--template", template.toString(), "--output", output.toString()};
    assertEquals(0, run("prompts", arguments).exitCode());
    JsonNode row = new ObjectMapper().readTree(Files.readAllLines(output).get(0));
    assertEquals("I: the answer\nF: ### a.py\nthe answer\n", row.path("text").asText());
    Files.writeString(template, "nothing");
    Ran ran = run("prompts", arguments);
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("t.txt: template: must contain {issue}"), ran.err());
  }

  @Test
  void anUntrainedPolicyGivesEmptyPatchesThatAreCountedAndTheRunGoesOn() throws IOException {
    TinyModel.save(Files.createDirectory(folder.resolve("model")), 4096);
    for (String mode : List.of("oracle", "style-3", "end-to-end")) {
      Ran ran = predict(mode, "--samples", "2", "--max-new-tokens", "8");
      assertEquals(0, ran.exitCode(), ran.err());
      assertTrue(ran.out().startsWith("2 predictions in"), ran.out());
      assertTrue(ran.out().contains("1 instances could not be tried"), ran.out());
      List<Prediction> made = Prediction.read(folder.resolve(mode + ".jsonl"), line -> {});
      assertEquals(
          List.of(new Prediction("one", "model", ""), new Prediction("two", "model", "")), made);
    }
    Ran agent = predict("agent", "--max-new-tokens", "8");
    assertTrue(agent.out().contains("exit_format: 2"), agent.out() + agent.err());
    assertTrue(Files.exists(folder.resolve("agent.trajectories/one.traj")));
    String notes = Files.readString(folder.resolve("oracle.notes.jsonl"));
    assertTrue(notes.contains("\"sample_no_edit\":2"), notes);
    assertTrue(predict("oracle", "--seed", "5").err().contains("seed was 0, now 5"));
  }

  @Test
  void aPromptWithoutRoomGivesAnEmptyPatch() throws IOException {
    TinyModel.save(Files.createDirectory(folder.resolve("model")), 16);
    Ran ran = predict("oracle");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().contains("no_room: 2"), ran.out());
  }
}
