package org.srl4j.eval.swe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.srl4j.core.prepare.JsonLines;
import org.srl4j.core.prepare.MalformedDataException;
import org.srl4j.eval.swe.InstanceReport.Missing;
import org.srl4j.eval.swe.log.HarnessGolden;
import org.srl4j.eval.swe.log.HarnessLog;
import org.srl4j.eval.swe.log.LogParser;
import org.srl4j.eval.swe.log.TestFault;
import org.srl4j.eval.swe.log.TestLog;
import org.srl4j.eval.swe.log.TestStatus;
import org.srl4j.eval.swe.log.parser.Parsers;

class InstanceReportTest {
  @TempDir private Path folder;

  private static SweInstance instance(String id, List<String> repair, List<String> keep) {
    return new SweInstance(id, "o/r", "abc", "it breaks", "", "", repair, keep);
  }

  private static TestLog log(Map<String, TestStatus> tests) {
    return new TestLog(tests, Optional.empty());
  }

  private static boolean resolved(TestStatus repair, TestStatus keep) {
    TestLog log = log(Map.of("f", repair, "p", keep));
    return InstanceReport.grade(instance("i", List.of("f"), List.of("p")), log, Missing.FAIL)
        .isResolved();
  }

  @Test
  void anInstanceIsResolvedWhenAllTestsPass() {
    assertTrue(resolved(TestStatus.PASSED, TestStatus.PASSED));
    assertTrue(resolved(TestStatus.XFAIL, TestStatus.SKIPPED));
    assertFalse(resolved(TestStatus.SKIPPED, TestStatus.PASSED));
    assertFalse(resolved(TestStatus.FAILED, TestStatus.PASSED));
    assertFalse(resolved(TestStatus.PASSED, TestStatus.ERROR));
  }

  @Test
  void whatAMissingTestCountsAsIsAnOption() {
    SweInstance instance = instance("i", List.of("f"), List.of("p"));
    TestLog log = log(Map.of("f", TestStatus.PASSED));
    assertFalse(InstanceReport.grade(instance, log, Missing.FAIL).isResolved());
    assertTrue(InstanceReport.grade(instance, log, Missing.PASS).isResolved());
  }

  @Test
  void aLogWithAFaultResolvesNothingEvenIfMissingTestsPass() {
    TestLog log = TestLog.without(TestFault.notRun("Tests Timed Out"));
    InstanceReport report =
        InstanceReport.grade(instance("i", List.of("f"), List.of()), log, Missing.PASS);
    assertFalse(report.isResolved());
    assertFalse(report.toJson().path("i").path("patch_successfully_applied").asBoolean());
  }

  @Test
  void aRunnerThatPrintsFailuresAloneNeedsNoMore() {
    SweInstance instance = instance("i", List.of("f"), List.of("p"));
    assertTrue(grade(instance, Map.of()).isResolved());
    assertTrue(grade(instance, Map.of("f", TestStatus.SKIPPED)).isResolved());
    assertFalse(grade(instance, Map.of("p", TestStatus.FAILED)).isResolved());
    TestLog unread = TestLog.without(TestFault.unread("x"));
    assertFalse(InstanceReport.grade(instance, unread, Missing.PASS_UNLESS_FAILED).isResolved());
  }

  private static InstanceReport grade(SweInstance instance, Map<String, TestStatus> tests) {
    return InstanceReport.grade(instance, log(tests), Missing.PASS_UNLESS_FAILED);
  }

  /** The whole grading, with ids cut anywhere, against SWE-bench's own harness. */
  @Test
  void logsAreGradedAsTheHarnessGradesThem() throws IOException {
    for (JsonNode golden : HarnessGolden.rows("grades.jsonl")) {
      SweInstance instance = row(golden.path("row"));
      LogParser parser = Parsers.named(instance.rules().parser().orElseThrow(), instance.id());
      TestLog log = HarnessLog.read(golden.path("log").asText(), parser);
      Missing missing = instance.rules().missing("o/r", Missing.FAIL);
      InstanceReport graded = InstanceReport.grade(instance, log, missing);
      JsonNode report = golden.path("report");
      assertEquals(report.path("resolved").asBoolean(), graded.isResolved(), golden::toString);
      if (graded.patchApplied()) {
        JsonNode status = graded.toJson().path(instance.id()).path("tests_status");
        assertEquals(report.path("tests_status"), status, golden::toString);
      }
    }
  }

  private SweInstance row(JsonNode row) throws IOException {
    Path file = Files.writeString(folder.resolve("row.jsonl"), row + "\n");
    return SweInstance.read(file).values().iterator().next();
  }

  @Test
  void howALogIsReadStandsInTheRow() throws IOException {
    String rebench =
        "{\"instance_id\":\"a\",\"install_config\":{\"log_parser\":\"parse_log_pytest\"}}";
    SweInstance read = row(new ObjectMapper().readTree(rebench));
    assertEquals(Optional.of("rebench:parse_log_pytest"), read.rules().parser());
    String own = "{\"instance_id\":\"a\",\"log_parser\":\"gotest\",\"eval_type\":\"fail_only\"}";
    SweInstance five = row(new ObjectMapper().readTree(own));
    assertEquals(five, row(five.toJson()));
    assertEquals(Missing.PASS_UNLESS_FAILED, five.rules().missing("o/r", Missing.FAIL));
  }

  @Test
  void anInstanceWithoutTestsToRepairCannotBeGraded() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            InstanceReport.grade(
                instance("i", List.of(), List.of("p")), log(Map.of()), Missing.FAIL));
  }

  @Test
  void theRunReportCountsOverAllInstances() {
    SweInstance good = instance("good", List.of("f"), List.of());
    SweInstance bad = instance("bad", List.of("f"), List.of());
    SweInstance none = instance("none", List.of("f"), List.of());
    RunReport run =
        new RunReport(
            new TreeSet<>(Set.of("good", "bad", "none", "absent")),
            new TreeSet<>(Set.of("good", "bad", "none")),
            List.of(
                InstanceReport.grade(good, log(Map.of("f", TestStatus.PASSED)), Missing.FAIL),
                InstanceReport.grade(bad, log(Map.of()), Missing.FAIL),
                InstanceReport.withoutPatch(none)));
    assertEquals(0.25, run.resolveRate());
    assertEquals(
        "{\"total_instances\":4,\"submitted_instances\":3,\"completed_instances\":2,"
            + "\"resolved_instances\":1,\"unresolved_instances\":1,\"empty_patch_instances\":1,"
            + "\"error_instances\":0,\"unread_instances\":0,\"completed_ids\":[\"bad\",\"good\"],"
            + "\"incomplete_ids\":[\"absent\"],\"empty_patch_ids\":[\"none\"],"
            + "\"submitted_ids\":[\"bad\",\"good\",\"none\"],\"resolved_ids\":[\"good\"],"
            + "\"unresolved_ids\":[\"bad\"],\"error_ids\":[],\"unread_ids\":[],\"failure_reasons\":{},"
            + "\"schema_version\":2}",
        run.toJson().toString());
  }

  @Test
  void predictionsAreReadFromLinesListsAndDictionaries() throws IOException {
    List<Prediction> expected =
        List.of(new Prediction("a", "m", "diff"), new Prediction("b", "m", ""));
    String a = "{\"instance_id\":\"a\",\"model_name_or_path\":\"m\",\"model_patch\":\"diff\"}";
    String b = "{\"instance_id\":\"b\",\"model_name_or_path\":\"m\",\"model_patch\":null}";
    String inner = "{\"model_name_or_path\":\"m\",\"model_patch\":";
    String dictionary = "{\"a\":" + inner + "\"diff\"},\"b\":" + inner + "null}}";
    for (String text : List.of(a + "\n" + b + "\n", "[" + a + "," + b + "]", dictionary)) {
      Path file = Files.writeString(folder.resolve("p.json"), text);
      assertEquals(expected, Prediction.read(file, line -> {}), text);
    }
    Path written = folder.resolve("w.jsonl");
    Prediction.write(written, expected);
    assertEquals(expected, Prediction.read(written, line -> {}));
  }

  @Test
  void anInstanceThatIsPredictedTwiceIsAnError() throws IOException {
    String row = "{\"instance_id\":\"a\",\"model_patch\":\"\"}\n";
    Path file = Files.writeString(folder.resolve("p.jsonl"), row + row);
    MalformedDataException e =
        assertThrows(MalformedDataException.class, () -> Prediction.read(file, line -> {}));
    assertTrue(e.getMessage().contains("p.jsonl:2: instance_id: a comes twice"), e.getMessage());
  }

  @Test
  void listsOfTestsMayBeListsOrTexts() throws IOException {
    String row =
        "{\"instance_id\":\"a\",\"FAIL_TO_PASS\":\"[\\\"f\\\"]\",\"PASS_TO_PASS\":[\"p\"]}";
    Path file = Files.writeString(folder.resolve("i.jsonl"), row);
    JsonLines.read(
        file,
        read -> {
          SweInstance instance = SweInstance.of(read);
          assertEquals(List.of("f"), instance.failToPass());
          assertEquals(List.of("p"), instance.passToPass());
          assertEquals("[\"p\"]", instance.toJson().path("PASS_TO_PASS").asText());
        });
  }

  @Test
  void onePatchAboveTheLimitLosesItsRowOnly(@TempDir Path folder) throws Exception {
    String longest = "x".repeat(Prediction.LONGEST_PATCH);
    String row = "{\"instance_id\":\"%s\",\"model_name_or_path\":\"m\",\"model_patch\":\"%s\"}\n";
    Path file = folder.resolve("p.jsonl");
    Files.writeString(file, row.formatted("a", "+x") + row.formatted("b", longest + "y"));
    List<String> told = new ArrayList<>();
    List<Prediction> read = Prediction.read(file, told::add);
    assertEquals(List.of("a", "b"), read.stream().map(Prediction::instanceId).toList());
    assertEquals("+x", read.get(0).patch());
    assertEquals("", read.get(1).patch());
    assertEquals(
        List.of(
            file
                + ":2: b: its patch has 20,000,001 characters, at most 20,000,000 are read; it"
                + " counts as no patch"),
        told);
  }
}
