package org.srl4j.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.classification.Label;

class TribuoEvaluationTest {
  private static final TribuoEvaluation.Subject SUBJECT =
      new TribuoEvaluation.Subject(
          "srl",
          "order/test",
          "sha256:abc",
          7,
          Map.of("srl4j", "0.1.0", "nd4j", "1.0.0-M2.1"),
          OffsetDateTime.parse("2025-01-02T03:04:05Z"));

  private static TribuoEvaluation evaluation() {
    return TribuoEvaluation.of(
        List.of(
            ProblemOutcome.of("a", Verdict.SOLVED, 0, 0),
            ProblemOutcome.of("b", Verdict.SOLVED, 0, 0),
            ProblemOutcome.of("c", Verdict.UNSOLVED, 0, 0),
            ProblemOutcome.of("d", Verdict.INVALID, 0, 0),
            ProblemOutcome.of("e", Verdict.INVALID, 0, 0)),
        SUBJECT);
  }

  @Test
  void accuracyIsTheShareSolved() {
    TribuoEvaluation evaluation = evaluation();
    assertEquals(0.4, evaluation.evaluation().accuracy(), 1e-12); // 2 of 5
    assertEquals(0.4, evaluation.evaluation().recall(new Label("solved")), 1e-12);
    assertEquals(5, evaluation.evaluation().getPredictions().size());
  }

  @Test
  void everyVerdictIsCounted() {
    assertEquals(2, evaluation().count(Verdict.SOLVED));
    assertEquals(1, evaluation().count(Verdict.UNSOLVED));
    assertEquals(2, evaluation().count(Verdict.INVALID));
  }

  @Test
  void allUnsolvedIsAnEvaluationToo() {
    List<ProblemOutcome> outcomes = List.of(ProblemOutcome.of("a", Verdict.UNSOLVED, 0, 0));
    assertEquals(0, TribuoEvaluation.of(outcomes, SUBJECT).evaluation().accuracy());
  }

  @Test
  void predictionsCarryNoProbabilities() {
    assertTrue(
        evaluation().evaluation().getPredictions().stream().noneMatch(p -> p.hasProbabilities()));
  }

  @Test
  void savedJsonHoldsVerdictsAndProvenance(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tribuo").resolve("srl.json");
    evaluation().save(file);
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertEquals(1, root.get("schemaVersion").asInt());
    assertEquals(0.4, root.get("accuracy").asDouble());
    assertEquals("{\"solved\":2,\"unsolved\":1,\"invalid\":2}", root.get("counts").toString());
    assertEquals("unsolved", root.get("predictions").get("c").asText());
    String provenance = root.get("provenance").toString();
    for (String part :
        List.of("srl", "order/test", "sha256:abc", "\"7\"", "0.1.0", "1.0.0-M2.1", "2025-01-02")) {
      assertTrue(provenance.contains(part), part + " missing in " + provenance);
    }
    try (var files = Files.list(file.getParent())) {
      assertEquals(List.of(file), files.toList()); // no temporary file left
    }
  }

  @Test
  void noProblemIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> TribuoEvaluation.of(List.of(), SUBJECT));
  }
}
