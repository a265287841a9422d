package org.srl4j.eval.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Wilson and Clopper-Pearson intervals and the record that holds them. */
class IntervalTest {
  /** The normal quantile and the square root, each to about one unit in the last place. */
  private static final double CLOSED_FORM = 1e-12;

  /** The beta quantile is found by root search to 1e-14 on a function with rounding of its own. */
  private static final double ROOT_SEARCH = 1e-10;

  @Test
  void wilsonMatchesTheHandComputation() {
    // z = 1.959964, z² = 3.841459, n = 10, p = 1/2: centre 1/2,
    // half = 1.959964·sqrt(0.025 + 3.841459/400)/(1 + 0.3841459)
    //      = 1.959964·0.1860228/1.3841459 = 0.263412
    Interval interval = Wilson.interval(5, 10);
    assertEquals(0.236588, interval.low(), 1e-5);
    assertEquals(0.763412, interval.high(), 1e-5);
    assertEquals(0.95, interval.level());
  }

  @Test
  void wilsonReachesTheEndsExactlyAndKeepsAWidth() {
    // At 0 of n the upper end is z²/(n + z²) = 3.841459/13.841459 = 0.277533.
    assertEquals(0, Wilson.interval(0, 10).low());
    assertEquals(0.277533, Wilson.interval(0, 10).high(), 1e-6);
    assertEquals(1, Wilson.interval(10, 10).high());
    assertEquals(0.722467, Wilson.interval(10, 10).low(), 1e-6);
  }

  @Test
  void clopperPearsonAtZeroMatchesTheClosedForm() {
    // P(0 of 10) = (1-p)^10 = 0.025  =>  p = 1 - 0.025^(1/10)
    Interval interval = ClopperPearson.interval(0, 10);
    assertEquals(0, interval.low());
    assertEquals(1 - Math.pow(0.025, 0.1), interval.high(), ROOT_SEARCH);
    assertEquals(Math.pow(0.025, 0.1), ClopperPearson.interval(10, 10).low(), ROOT_SEARCH);
  }

  @Test
  void higherLevelIsWider() {
    Interval wide = Wilson.interval(3, 10, 0.99);
    Interval narrow = Wilson.interval(3, 10, 0.8);
    assertTrue(wide.low() < narrow.low() && narrow.high() < wide.high());
  }

  @Test
  void wilsonAgreesWithEverySharedRow() throws IOException {
    compare("wilson_95", Wilson::interval, CLOSED_FORM);
  }

  @Test
  void clopperPearsonAgreesWithEverySharedRow() throws IOException {
    compare("clopper_pearson_95", ClopperPearson::interval, ROOT_SEARCH);
  }

  private static void compare(
      String kind, BiFunction<Integer, Integer, Interval> method, double tolerance)
      throws IOException {
    List<JsonNode> rows = StatisticsCases.of(kind);
    assertEquals(20, rows.size());
    for (JsonNode row : rows) {
      Interval interval = method.apply(row.get("successes").asInt(), row.get("n").asInt());
      assertEquals(row.get("low").asDouble(), interval.low(), tolerance, row.toString());
      assertEquals(row.get("high").asDouble(), interval.high(), tolerance, row.toString());
    }
  }

  @Test
  void impossibleCountsAndLevelsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Wilson.interval(0, 0));
    assertThrows(IllegalArgumentException.class, () -> Wilson.interval(11, 10));
    assertThrows(IllegalArgumentException.class, () -> Wilson.interval(-1, 10));
    assertThrows(IllegalArgumentException.class, () -> Wilson.interval(1, 10, 1));
    assertThrows(IllegalArgumentException.class, () -> ClopperPearson.interval(11, 10));
    assertThrows(IllegalArgumentException.class, () -> new Interval(0.6, 0.5, 0.95));
    assertThrows(IllegalArgumentException.class, () -> new Interval(Double.NaN, 0.5, 0.95));
  }

  @Test
  void endsAreInside() {
    Interval interval = new Interval(-0.1, 0.2, 0.95);
    assertTrue(interval.contains(-0.1) && interval.contains(0.2));
    assertFalse(interval.contains(0.21));
  }
}
