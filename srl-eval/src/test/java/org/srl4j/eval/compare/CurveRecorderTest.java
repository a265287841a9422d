package org.srl4j.eval.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.srl4j.core.objective.UpdateStats;

class CurveRecorderTest {

  private static UpdateStats stats(Map<String, Double> more) {
    Map<String, Double> values = new HashMap<>(more);
    values.put("compute/weighted_tokens", 10.0);
    values.put("elapsed_seconds", 1.0);
    return new UpdateStats(values);
  }

  /** A collection's figures stand with its first update, a validation comes after its last. */
  @Test
  void figuresOfTheCollectionReachTheValidationAfterIt() {
    CurveRecorder curve = new CurveRecorder();
    curve.afterUpdate(1, stats(Map.of("reward", 0.5, "dynamic_sampling/kept_ratio", 0.75)));
    curve.afterUpdate(2, stats(Map.of("eval_accuracy", 0.0, "eval_tie_break", 0.6)));
    assertEquals(1, curve.points().size());
    assertEquals(0.5, curve.points().get(0).reward());
    assertEquals(
        Map.of("dynamic_sampling/kept_ratio", 0.75, "eval_tie_break", 0.6),
        curve.points().get(0).metrics());
  }
}
