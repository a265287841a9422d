package org.srl4j.eval.cli.swe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.eval.cli.Main;
import org.srl4j.eval.swe.log.TestLog;

class SweGradeCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void files() throws IOException {
    String tests = "\"FAIL_TO_PASS\":[\"t::f\"],\"PASS_TO_PASS\":[\"t::p\"]}\n";
    Files.writeString(
        folder.resolve("instances.jsonl"),
        "{\"instance_id\":\"a\","
            + tests
            + "{\"instance_id\":\"b\","
            + tests
            + "{\"instance_id\":\"c\","
            + tests
            + "{\"instance_id\":\"d\","
            + tests);
    String model = "\",\"model_name_or_path\":\"my/model\",\"model_patch\":";
    Files.writeString(
        folder.resolve("predictions.jsonl"),
        "{\"instance_id\":\"a"
            + model
            + "\"x\"}\n{\"instance_id\":\"b"
            + model
            + "\"x\"}\n"
            + "{\"instance_id\":\"c"
            + model
            + "null}\n");
    Files.createDirectories(folder.resolve("logs/a"));
    Files.writeString(
        folder.resolve("logs/a/test_output.txt"),
        TestLog.START + "\nPASSED t::f\nPASSED t::p\n" + TestLog.END + "\n");
  }

  private int run(String... more) {
    String[] arguments = {
      "swe",
      "grade",
      "--instances",
      folder.resolve("instances.jsonl").toString(),
      "--predictions",
      folder.resolve("predictions.jsonl").toString(),
      "--logs",
      folder.resolve("logs").toString(),
      "--output",
      folder.resolve("out").toString()
    };
    String[] all = new String[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return Main.execute(new PrintWriter(out), new PrintWriter(err), all);
  }

  @Test
  void reportsSayWhatWasResolvedAndWhyNot() throws IOException {
    assertEquals(0, run(), err.toString());
    JsonNode run = new ObjectMapper().readTree(folder.resolve("out/my__model.srl4j.json").toFile());
    assertEquals("[\"a\"]", run.path("resolved_ids").toString());
    assertEquals("[\"b\"]", run.path("error_ids").toString());
    assertEquals("[\"c\"]", run.path("empty_patch_ids").toString());
    assertEquals("[\"d\"]", run.path("incomplete_ids").toString());
    assertTrue(out.toString().contains("resolved 1 of 4: 25.0 %"), out.toString());
    assertTrue(out.toString().contains("swebench.harness.run_evaluation"), out.toString());
    JsonNode report = new ObjectMapper().readTree(folder.resolve("out/a/report.json").toFile());
    assertTrue(report.path("a").path("resolved").asBoolean());
  }

  @Test
  void aFolderWithoutAnyLogIsAnError() throws IOException {
    Files.delete(folder.resolve("logs/a/test_output.txt"));
    assertEquals(2, run(), out.toString());
    assertTrue(err.toString().contains("for none of 2 predictions with a patch"), err.toString());
  }

  @Test
  void instancesThatCannotBeGradedAtAllAreAnError() throws IOException {
    Path instances = folder.resolve("instances.jsonl");
    Files.writeString(instances, Files.readString(instances).replace("\"t::f\"", ""));
    assertEquals(2, run(), out.toString());
    assertTrue(err.toString().contains("FAIL_TO_PASS is empty"), err.toString());
  }

  @Test
  void aPredictionForAnUnknownInstanceIsAnUsageError() throws IOException {
    Files.writeString(folder.resolve("predictions.jsonl"), "{\"instance_id\":\"z\"}\n");
    assertEquals(2, run());
    assertTrue(err.toString().contains("instance z is not in"), err.toString());
  }
}
