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
import org.srl4j.eval.swe.log.HarnessLog;

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
        HarnessLog.START + "\nPASSED t::f\nPASSED t::p\n" + HarnessLog.END + "\n");
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
    assertEquals(1, run(), out.toString());
    assertTrue(err.toString().contains("no log could be graded"), err.toString());
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

  private void log(String instance, String tests) throws IOException {
    Path file = folder.resolve("logs/" + instance + "/test_output.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, HarnessLog.START + "\n" + tests + HarnessLog.END + "\n");
  }

  private void instances(String... fields) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < fields.length; i++) {
      rows.append("{\"instance_id\":\"").append((char) ('a' + i)).append("\",");
      rows.append(fields[i]).append(",\"FAIL_TO_PASS\":[\"TestAdd\"],\"PASS_TO_PASS\":[]}\n");
    }
    Files.writeString(folder.resolve("instances.jsonl"), rows);
  }

  @Test
  void whatCouldNotBeReadIsNeitherResolvedNorUnresolved() throws IOException {
    instances(
        "\"log_parser\":\"parse_log_gotest\"",
        "\"log_parser\":\"parse_log_p5js\"",
        "\"repo\":\"o/r\"");
    log("a", "--- PASS: TestAdd (0.00s)\n");
    log("b", "--- PASS: TestAdd (0.00s)\n");
    assertEquals(0, run(), err.toString());
    JsonNode run = new ObjectMapper().readTree(folder.resolve("out/my__model.srl4j.json").toFile());
    assertEquals("[\"a\"]", run.path("resolved_ids").toString());
    assertEquals("[]", run.path("unresolved_ids").toString());
    assertEquals("[\"b\"]", run.path("unread_ids").toString());
    assertEquals(1, run.path("unread_instances").asInt());
    String why = run.path("failure_reasons").path("b").asText();
    assertTrue(why.startsWith("log_parser: \"parse_log_p5js\" is not known; known are "), why);
    JsonNode report = new ObjectMapper().readTree(folder.resolve("out/b/report.json").toFile());
    assertTrue(report.path("b").path("tests_status").isMissingNode(), report.toString());
    assertTrue(
        out.toString()
            .contains(
                "could not be read: 1 of 3 logs; nothing is known of these patches. Without them:"
                    + " resolved 1 of 2: 50.0 %"),
        out.toString());
    assertTrue(
        out.toString()
            .contains(
                "submitted 3: resolved 1, unresolved 0, without a patch 1, error 0, could not be"
                    + " read 1"),
        out.toString());
  }

  @Test
  void aRunOfWhichNothingIsKnownEndsWithOne() throws IOException {
    instances("\"repo\":\"o/r\"", "\"eval_type\":\"other\"", "\"repo\":\"o/r\"");
    log("a", "--- PASS: TestAdd (0.00s)\n");
    log("b", "PASSED t.py::f\n");
    assertEquals(1, run());
    assertTrue(err.toString().contains("no log could be graded"), err.toString());
    assertTrue(out.toString().contains("a: the log holds no result"), out.toString());
    assertTrue(out.toString().contains("b: eval_type: \"other\" is not known"), out.toString());
    assertEquals(0, run("--log-parser", "gotest"), err.toString());
    assertTrue(out.toString().contains("resolved 1 of 3: 33.3 %"), out.toString());
    assertEquals(2, run("--log-parser", "nothing"));
    assertTrue(err.toString().contains("log_parser: \"nothing\" is not known"), err.toString());
  }

  @Test
  void runnersThatPrintFailuresAloneSayItInTheRowOrByRepository() throws IOException {
    instances(
        "\"log_parser\":\"parse_log_gotest\",\"eval_type\":\"fail_only\"",
        "\"repo\":\"markedjs/marked\"",
        "\"repo\":\"o/r\"");
    log("a", "--- FAIL: TestSub (0.00s)\n");
    log("b", "658 specs, 0 failures\n");
    assertEquals(0, run(), err.toString());
    assertTrue(out.toString().contains("resolved 2 of 3"), out.toString());
    log("a", "--- FAIL: TestAdd (0.00s)\n");
    log("b", "browser failed to launch\n");
    assertEquals(0, run(), err.toString());
    assertTrue(out.toString().contains("resolved 0 of 3"), out.toString());
  }
}
