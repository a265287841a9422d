package org.srl4j.eval.compare.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.srl4j.eval.compare.settings.BaseConfig;
import org.srl4j.eval.compare.start.BasePolicies.Base;
import org.srl4j.eval.compare.start.BasePolicies.Provenance;

class BaseFactsTest {
  private static String fact(double execution) {
    Provenance made =
        new Provenance("task 1", BaseConfig.defaults(), 0, execution, 2_500_000, 61.2);
    return BasePolicies.facts(3, new Base(null, made, true)).get("base 3");
  }

  @Test
  void whatWasNotMeasuredIsNoFigure() {
    assertEquals("cached, execution 0.985, 2.5 M tokens in 61 s", fact(0.985));
    assertEquals(
        "cached, execution not measured, the task judges whole answers alone, 2.5 M tokens in 61 s",
        fact(Double.NaN));
  }
}
