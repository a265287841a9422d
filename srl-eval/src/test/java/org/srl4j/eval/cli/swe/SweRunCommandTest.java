package org.srl4j.eval.cli.swe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.cli.Ran;
import org.srl4j.eval.cli.TinyModel;

class SweRunCommandTest {
  @TempDir private Path folder;

  private Ran run(String... more) {
    return Ran.command(
        Stream.concat(
                Stream.of(
                    "swe",
                    "run",
                    "--instances",
                    folder.resolve("instances.jsonl").toString(),
                    "--repositories",
                    folder.toString(),
                    "--output",
                    folder.resolve("out").toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void predictionsAreMadeThenTestedAndReported() throws IOException {
    Files.writeString(
        folder.resolve("instances.jsonl"),
        "{\"instance_id\":\"one\",\"problem_statement\":\"the answer\",\"FAIL_TO_PASS\":[\"t\"]}\n"
            + "{\"instance_id\":\"two\",\"problem_statement\":\"\",\"FAIL_TO_PASS\":[\"t\"]}\n");
    Files.createDirectories(folder.resolve("one"));
    TinyModel.save(Files.createDirectory(folder.resolve("model")), 4096);
    String model = folder.resolve("model").toString();
    Ran ran =
        run("--model", model, "--mode", "agent", "--max-new-tokens", "4", "--instance", "one");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().contains("exit_format: 1"), ran.out());
    assertTrue(ran.out().contains("resolved 0 of 1: 0.0 %"), ran.out());
    JsonNode report = new ObjectMapper().readTree(folder.resolve("out/model.srl4j.json").toFile());
    assertEquals("[\"one\"]", report.path("empty_patch_ids").toString());
    assertEquals(2, run("--model", model, "--mode", "agent", "--fly").exitCode());
  }
}
