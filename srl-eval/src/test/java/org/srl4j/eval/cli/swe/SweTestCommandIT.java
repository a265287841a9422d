package org.srl4j.eval.cli.swe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.cli.Main;
import org.srl4j.eval.sandbox.Containment;

/** {@code srl swe generate} and {@code srl swe test}, one after the other. */
class SweTestCommandIT {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  private String in(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void expertsPatchesResolveAndABadInstanceDoesNotStopTheRun() throws IOException {
    int made =
        run(
            "swe",
            "generate",
            "--seed",
            "5",
            "--train",
            "2",
            "--validation",
            "0",
            "--test",
            "0",
            "--output",
            in("mini"));
    assumeTrue(!err.toString().contains("git is needed"), "skipped: no git");
    assertEquals(0, made, err.toString());
    assertTrue(out.toString().contains("train: 2 instances of 1 repositories\n"), out.toString());
    Path instances = folder.resolve("mini/train.jsonl");
    Path expert = folder.resolve("mini/train.expert.jsonl");
    String untested = "{\"instance_id\":\"untested\",\"FAIL_TO_PASS\":[],\"PASS_TO_PASS\":[]}\n";
    Files.writeString(instances, Files.readString(instances) + untested);
    Files.writeString(
        expert,
        Files.readString(expert) + "{\"instance_id\":\"untested\",\"model_patch\":\"x\"}\n");
    int tested =
        run(
            "swe",
            "test",
            "--instances",
            instances.toString(),
            "--predictions",
            expert.toString(),
            "--repositories",
            in("mini/repositories"),
            "--output",
            in("out"),
            "--uncontained");
    assertEquals(0, tested, err.toString());
    assertTrue(out.toString().contains("resolved 2 of 3: 66.7 %"), out.toString());
    assertTrue(out.toString().contains("untested: FAIL_TO_PASS is empty"), out.toString());
    JsonNode report = new ObjectMapper().readTree(folder.resolve("out/expert.srl4j.json").toFile());
    assertEquals(2, report.path("resolved_instances").asInt());
    assertEquals(1, report.path("error_instances").asInt());
    assertEquals(Containment.ofThisSystem().reach().by(), report.path("contained_by").asText());
    Files.createDirectories(folder.resolve("empty"));
    assertEquals(
        2,
        run(
            "swe",
            "test",
            "--instances",
            instances.toString(),
            "--predictions",
            expert.toString(),
            "--repositories",
            in("empty"),
            "--output",
            in("none"),
            "--uncontained"));
    assertTrue(err.toString().contains("has the files of none of the 2"), err.toString());
  }

  @Test
  void sizesOfNothingAreAUsageError() {
    String zero = "0";
    int code =
        run(
            "swe",
            "generate",
            "--train",
            zero,
            "--validation",
            zero,
            "--test",
            zero,
            "--output",
            in("mini"));
    assertEquals(2, code);
    assertTrue(err.toString().contains("at least 1 together"), err.toString());
  }

  @Test
  void sizesBelowZeroAreUsageErrors() {
    assertEquals(
        2,
        run(
            "swe",
            "generate",
            "--train",
            "-1",
            "--validation",
            "0",
            "--test",
            "0",
            "--output",
            in("mini")));
    assertTrue(err.toString().contains("--train: must be at least 0, got -1"), err.toString());
  }
}
