package org.srl4j.core.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.srl4j.core.objective.UpdateStats;

class DiagnosisTest {
  private final List<String> told = new ArrayList<>();
  private final Diagnosis diagnosis = new Diagnosis(told::add);

  private void update(long number, Map<String, Double> values) {
    diagnosis.afterUpdate(number, new UpdateStats(values));
  }

  @ParameterizedTest
  @CsvSource({
    "dynamic_sampling/exhausted, 1, 0, refill_exhausted",
    "completions/clipped_ratio, 0.6, 0.5, many_truncated",
    "srl/format_error_ratio, 0.6, 0.5, many_format_errors",
    "loss, NaN, 2, not_finite"
  })
  void eachSignIsFoundAndItsNeighbourIsNot(String name, double bad, double good, String finding) {
    update(1, Map.of(name, good));
    assertEquals(Map.of(), diagnosis.findings());
    update(2, Map.of(name, bad));
    assertEquals(Map.of(finding, 1), diagnosis.findings());
  }

  @Test
  void aFindingIsToldOnceAndCounted() {
    for (long update = 1; update <= 3; update++) {
      update(update, Map.of("completions/clipped_ratio", 0.9));
    }
    assertEquals(1, told.size());
    assertTrue(told.get(0).startsWith("update 1: more than half of the rollouts end at"));
    assertEquals(3, diagnosis.findings().get("many_truncated"));
  }

  @Test
  void entropyIsComparedWithItsFirstValue() {
    update(1, Map.of("reward", 0.0));
    update(2, Map.of("entropy", 2.0));
    update(3, Map.of("entropy", 0.21));
    assertEquals(Map.of(), diagnosis.findings());
    update(4, Map.of("entropy", 0.19));
    assertEquals(Map.of("entropy_collapse", 1), diagnosis.findings());
  }

  @Test
  void aZeroLossWithAGradientIsExplained() {
    update(1, Map.of("loss", 1e-9, "grad_norm", 0.0));
    assertEquals(Map.of(), diagnosis.findings());
    update(2, Map.of("loss", 1e-9, "grad_norm", 0.3));
    assertEquals(Map.of("on_policy", 1), diagnosis.findings());
  }
}
