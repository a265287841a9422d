package org.srl4j.eval.swe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.srl4j.core.prepare.JsonLines;
import org.srl4j.core.testing.SharedData;
import org.srl4j.eval.metric.McNemar;
import org.srl4j.eval.swe.InstanceReport.Missing;
import org.srl4j.eval.swe.log.HarnessLog;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.parser.Parsers;

/** Real instances, logs and outcomes. */
class SharedSweIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double THREE_DIGITS = 5e-4;

  private static List<String> ids(JsonNode array) {
    List<String> ids = new ArrayList<>();
    array.forEach(id -> ids.add(id.asText()));
    return ids;
  }

  @ParameterizedTest
  @ValueSource(strings = {"pandas_53652", "pydantic_8316"})
  void aRealLogGivesTheReportOfTheHarness(String name) throws IOException {
    JsonNode report =
        MAPPER.readTree(SharedData.file("swe/eval_logs/" + name + "/report.json").toFile());
    JsonNode status = report.path("tests_status");
    List<String> repair = ids(status.path("FAIL_TO_PASS").path("success"));
    List<String> keep = ids(status.path("PASS_TO_PASS").path("success"));
    assertTrue(repair.size() >= 2 && keep.size() >= 9, "tests: " + repair.size());
    String log = Files.readString(SharedData.file("swe/eval_logs/" + name + "/test_output.txt"));
    SweInstance instance = new SweInstance(name, "o/r", "", "", "", "", repair, keep);
    InstanceReport graded =
        InstanceReport.grade(
            instance, HarnessLog.read(log, Parsers.ofRepository("o/r", name)), Missing.FAIL);
    assertEquals(status, graded.toJson().path(name).path("tests_status"));
    assertEquals(report.path("resolved").asBoolean(), graded.isResolved());
  }

  /** Rows of public reports; {@code official.jsonl} is what SWE-bench's harness answered. */
  @ParameterizedTest
  @CsvSource({
    "14-test-ids-with-spaces, acme__calc-1",
    "15-log-spoof-and-markers, ",
    "16-logs-of-other-languages, "
  })
  void reportedLogsAreGradedAsTheHarnessGradesThem(String name, String notInSweBench)
      throws IOException {
    String at = "cases/" + name + "/";
    Map<String, SweInstance> instances = SweInstance.read(SharedData.file(at + "instances.jsonl"));
    List<String> all = Files.readAllLines(SharedData.file(at + "official.jsonl"));
    for (String line : all) {
      JsonNode official = MAPPER.readTree(line);
      SweInstance instance = instances.get(official.path("instance_id").asText());
      byte[] log =
          Files.readAllBytes(SharedData.file(at + "logs/" + instance.id() + "/test_output.txt"));
      LogRules rules = instance.rules();
      LogParser parser =
          rules
              .parser()
              .map(parserName -> Parsers.named(parserName, instance.id()))
              .orElseGet(() -> Parsers.ofRepository(instance.repository(), instance.id()));
      Missing missing = rules.missing(instance.repository(), Missing.FAIL);
      boolean resolved =
          InstanceReport.grade(instance, HarnessLog.read(log, parser), missing).isResolved();
      boolean expected =
          instance.id().equals(notInSweBench) || official.path("resolved").asBoolean();
      assertEquals(expected, resolved, instance.id());
    }
    assertTrue(all.size() >= 6, "rows: " + all.size());
  }

  @Test
  void everyInstanceIsRead() {
    List<SweInstance> lite = new ArrayList<>();
    JsonLines.read(
        SharedData.file("swe/swebench_lite.jsonl"), row -> lite.add(SweInstance.of(row)));
    assertEquals(300, lite.size());
    assertTrue(lite.stream().allMatch(SweInstance::isGradable));
    JsonLines.read(
        SharedData.file("swe/swesmith_instance_pandas_53652.json"),
        row -> assertEquals(2, SweInstance.of(row).failToPass().size()));
  }

  @Test
  void twoRealSubmissionsDisagreeOn103Instances() throws IOException {
    JsonNode all =
        MAPPER.readTree(SharedData.file("swe/swebench_resolved_submissions.json").toFile());
    Set<String> verified = new HashSet<>();
    JsonLines.read(
        SharedData.file("swe/swebench_verified_min.jsonl"),
        row -> verified.add(row.text("instance_id")));
    assertEquals(500, verified.size());
    Map<String, Set<String>> resolved = new HashMap<>();
    all.properties().stream()
        .filter(entry -> verified.contains(entry.getKey()))
        .forEach(
            entry ->
                ids(entry.getValue().path("resolved_submissions"))
                    .forEach(
                        s ->
                            resolved.computeIfAbsent(s, k -> new HashSet<>()).add(entry.getKey())));
    int found = 0;
    for (Set<String> a : resolved.values()) {
      for (Set<String> b : resolved.values()) {
        Set<String> onlyA = new HashSet<>(a);
        onlyA.removeAll(b);
        Set<String> onlyB = new HashSet<>(b);
        onlyB.removeAll(a);
        if (a.size() == 314 && b.size() == 291 && onlyA.size() == 63 && onlyB.size() == 40) {
          found++;
          assertEquals(0.030, McNemar.exact(63, 40).pValue(), THREE_DIGITS);
        }
      }
    }
    assertTrue(found > 0, "no pair with 314 and 291 resolved and 63 : 40 discordant");
  }
}
